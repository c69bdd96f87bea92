"""Finds tasks and their shown sources: the folder is the registry.

A task is a folder with a ``task.py`` that defines ``task``. Built-in ones lie in
``isograd/tasks``; a user's own is given by its path. The shown source of a cell is ``<stem>.py``
with its side file ``<stem>.toml`` in the task's folder, or in ``tasks/<task>/`` of the framework's
own folder; those of the `article` variant lie in a subfolder ``article``. Where a mode needs an
idiom of its own in one task, ``<framework>_<mode>.py`` beside the shared source is taken for it.
"""

import ast
import hashlib
import importlib.util
import io
import sys
import tokenize
import tomllib
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from isograd.errors import UsageError
from isograd.i18n import text as say
from isograd.i18n import unknown
from isograd.registry import Framework, Mode
from isograd.suite.contract import Task
from isograd.suite.conventions import CONVENTIONS

BUILT_IN = Path(__file__).parent.parent / "tasks"
TABLES = ("names", "conventions", "compiled")  # of a side file


@dataclass(frozen=True)
class TaskFolder:
    task: Task
    path: Path

    @property
    def built_in(self) -> bool:
        return self.path.parent == BUILT_IN


@dataclass(frozen=True)
class Implementation:
    """A shown source with what its side file says of it."""

    file: Path
    text: str
    names: dict[str, Any]
    conventions: dict[str, list[str]]  # "all", mode, dtype, "mode/dtype" -> convention ids
    compiled: dict[str, dict[str, str]] = field(default_factory=dict)

    def conventions_of(self, mode: str, dtype: str) -> list[str]:
        """Those of every cell, of the mode, of the dtype, and of both together: a framework that
        computes in the dtype of its parameters rounds its constants in float32 and not in float64,
        and some do so in one mode only (``"compile/float32"``)."""
        keys = ("all", mode, dtype, f"{mode}/{dtype}")
        return sorted({name for key in keys for name in self.conventions.get(key, [])})

    def applied(self, mode: Mode) -> str:
        """The line that turns this source into the mode: the mode's own, unless the side file says
        that less than the whole step is compiled, and how."""
        return self.compiled.get(mode.id, {}).get("applied", mode.applied)

    def options(self, mode: Mode) -> dict[str, Any]:
        """What the adapter hears of the mode, with ``compiled`` where the side file has it."""
        own = self.compiled.get(mode.id)
        return {**mode.options, **({"compiled": own} if own else {})}

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def names() -> list[str]:
    """Identifiers of the built-in tasks."""
    return sorted(path.parent.name for path in BUILT_IN.glob("*/task.py"))


def with_width() -> list[str]:
    """Identifiers of the built-in tasks whose width may be swept over."""
    return [name for name in names() if find(name).task.width]


def find(given: str) -> TaskFolder:
    """A built-in task by identifier, or a user's by the path of its folder.

    Raises `UsageError`: unknown identifier (with the nearest), no ``task.py``, or an error in it
    (with the user's file and line).
    """
    if given in names():
        return read(BUILT_IN / given)
    path = Path(given).expanduser()
    if path.is_dir():
        return read(path.resolve())
    if "/" in given or given.startswith("."):
        raise UsageError(say("task.no_folder", path=given), hint=say("task.new_hint"))
    raise UsageError(unknown("task", given, names()), hint=say("task.list_hint"))


def read(folder: Path) -> TaskFolder:
    """Execute ``task.py``. A user's own specification runs in this process: it is NumPy only."""
    file = folder / "task.py"
    if not file.exists():
        raise UsageError(say("task.no_task_py", path=folder), hint=say("task.new_hint"))
    name = "isograd_task_" + hashlib.sha256(str(file).encode()).hexdigest()[:12]
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    with blaming(file):
        spec.loader.exec_module(module)
    task = getattr(module, "task", None)
    if not isinstance(task, Task):
        raise UsageError(say("task.no_definition", path=file))
    if task.id != folder.name:
        raise UsageError(say("task.other_id", path=file, id=task.id, folder=folder.name))
    return TaskFolder(task, folder)


@contextmanager
def blaming(file: Path) -> Iterator[None]:
    """Whatever the code of ``file``, a user's ``task.py``, raises inside becomes a `UsageError`
    with its file and line; what did not come through that file stays as it is."""
    try:
        yield
    except (Exception, SystemExit) as error:
        where = _where(error, file)
        if isinstance(error, UsageError) or where is None:
            raise
        raise UsageError(f"{where}: {type(error).__name__}: {error}") from error


def _where(error: BaseException, file: Path) -> str | None:
    """file:line of the user's own innermost frame, or of a syntax error."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename) == file:
            return f"{file}:{frame.lineno}"
    return None


def implementation(
    framework: Framework, mode: Mode, folder: TaskFolder, variant: str
) -> Implementation | None:
    """The shown source of a cell; None where there is none (`missing`, ``no_implementation``)."""
    places = [folder.path, framework.folder / "tasks" / folder.task.id]
    for place in places:
        if variant == "article":
            place = place / "article"
        for stem in (framework.own_stem(mode), framework.stem(mode)):
            if (place / f"{stem}.py").exists():
                return _read_implementation(place / f"{stem}.py")
    return None


def written(framework: Framework, mode: Mode) -> dict[str, str]:
    """The shown sources of the built-in tasks in one mode, by task."""
    found = {}
    for task in names():
        source = implementation(framework, mode, find(task), "default")
        if source is not None:
            found[task] = source.text
    return found


@cache
def _read_implementation(file: Path) -> Implementation:
    side = file.with_suffix(".toml")
    try:
        table = tomllib.loads(side.read_text("utf-8"))
        text = file.read_text("utf-8")
        ast.parse(text, str(file))
    except FileNotFoundError as error:
        raise UsageError(
            say("task.no_side_file", path=file, name=side.name), hint=say("task.side_file_hint")
        ) from error
    except SyntaxError as error:
        raise UsageError(f"{file}:{error.lineno}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise UsageError(say("task.not_utf8", path=file, name=side.name)) from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{side}: {error}") from error
    for name in table:
        if name not in TABLES:
            raise UsageError(f"{side}: {unknown('table', name, TABLES)}")
    conventions = table.get("conventions", {})
    for identifiers in conventions.values():
        for identifier in identifiers:
            if identifier not in CONVENTIONS:
                raise UsageError(f"{side}: {unknown('convention', identifier, CONVENTIONS)}")
    compiled = table.get("compiled", {})
    for mode, entry in compiled.items():
        if set(entry) != {"applied", "scope"}:
            raise UsageError(say("task.compiled_keys", path=side, mode=mode))
    return Implementation(file, text, table.get("names", {}), conventions, compiled)


def size(text: str) -> tuple[int, int]:
    """(lines, tokens) of a source, without comments, docstrings and blank lines."""
    docstrings: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and ast.get_docstring(node, clean=False) is not None
        ):
            body = node.body[0]
            docstrings.update(range(body.lineno, (body.end_lineno or body.lineno) + 1))
    skipped = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENCODING,
        tokenize.ENDMARKER,
    }
    tokens = [
        token
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in skipped and token.start[0] not in docstrings
    ]
    return len({token.start[0] for token in tokens}), len(tokens)
