"""``isograd task new``: a task folder that passes, to start from: linear regression, renamed."""

import keyword
import re
import shutil
import tempfile
from pathlib import Path

from isograd.errors import UsageError
from isograd.i18n import text
from isograd.suite.load import BUILT_IN

_TEMPLATE = "linear-regression"
_TITLE = "Linear regression"


def create(name: str, folder: Path) -> Path:
    """Write ``folder/name`` and return it; nothing half-written is left behind.

    Raises `UsageError` for a name that is no identifier in lower case with hyphens, for a folder
    that is there already, and where it cannot be written.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or keyword.iskeyword(name):
        raise UsageError(text("task.bad_name", name=name), hint=text("task.bad_name_hint"))
    target = folder / name
    if target.exists():
        raise UsageError(text("task.exists", path=target), hint=text("task.exists_hint"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".isograd-") as scratch:
            part = Path(scratch) / name
            shutil.copytree(
                BUILT_IN / _TEMPLATE, part, ignore=shutil.ignore_patterns("__pycache__", "article")
            )
            for path in sorted(part.rglob("*.*")):
                if path.suffix in (".py", ".md", ".toml"):
                    path.write_text(_rename(path.read_text("utf-8"), name), "utf-8")
            part.rename(target)
    except OSError as error:
        raise UsageError(text("task.cannot_write", path=target, reason=error.strerror)) from error
    return target


def _rename(content: str, name: str) -> str:
    title = name.replace("-", " ").capitalize()
    content = content.replace(_TEMPLATE, name).replace(_TITLE, title)
    # The article variant belongs to the original task.
    content = re.sub(r"    article=Article\(.*?\n    \),\n", "", content, flags=re.DOTALL)
    return content.replace("import Article, Array", "import Array")
