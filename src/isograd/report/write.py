"""Write the report's folder: complete or not at all, and never over files of somebody else."""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isograd import __version__
from isograd.claims.model import Ledger
from isograd.errors import UsageError
from isograd.evidence.answers import Inquiry
from isograd.evidence.model import Comparison, Record
from isograd.i18n import LANGUAGES, text
from isograd.probing.concepts import Dictionary
from isograd.report import answers, view
from isograd.report import format as fmt
from isograd.report.words import Words

if TYPE_CHECKING:
    import jinja2

_HERE = Path(__file__).parent
MARKER = ".isograd-report.json"  # lists the files that we wrote
ASSETS = ("index.js", "report.css", "report.js")


def render(
    comparisons: Sequence[Comparison], sources: view.Facts, records: Sequence[Record]
) -> dict[str, str]:
    """Every file of the report by its path in the folder. Equal input gives equal text.

    ``sources`` holds the facts that `Source.sha256` names; ``records`` those that the cells cite.
    """
    if not comparisons:
        raise ValueError("a report needs at least one comparison")
    templates = _templates()
    files = _assets()
    index = templates.get_template("index.html.j2")
    files["index.html"] = index.render(titles=[one.task.title for one in comparisons])
    for lang in LANGUAGES:
        words = Words(lang)
        tasks = view.task_views(comparisons, sources, records, words)
        series = {
            task.id: {g.framework: (g.series - 1) % 8 + 1 for g in task.groups} for task in tasks
        }
        shared = {"lang": lang, "t": words, "version": __version__}
        files[f"{lang}.html"] = templates.get_template("page.html.j2").render(
            page="", tasks=tasks, column_series=series, **shared
        )
        files[f"records.{lang}.html"] = templates.get_template("records.html.j2").render(
            page="records.", records=view.record_views(records, words), **shared
        )
    for comparison in comparisons:
        files[view.data_file(comparison)] = _json(comparison.model_dump(by_alias=True))
    for record in records:
        files[view.record_file(record)] = _json(record.model_dump())
    return files


def render_answers(
    inquiry: Inquiry, ledger: Ledger, concepts: Dictionary, records: Sequence[Record]
) -> dict[str, str]:
    """Every file of the report of a probe run: an overview with the claims, a page for each topic
    and for each dimension, the dictionary, and the records. Equal input gives equal text."""
    templates = _templates()
    files = _assets()
    title = {lang: Words(lang)("answers_heading") for lang in LANGUAGES}
    files["index.html"] = templates.get_template("index.html.j2").render(titles=[title])
    for lang in LANGUAGES:
        words = Words(lang)
        found = answers.overview(inquiry, ledger, words)
        shared = {"lang": lang, "t": words, "version": __version__, "all": found}

        def page(name: str, template: str, shared: dict[str, Any] = shared, **more: Any) -> None:
            files[f"{name}{shared['lang']}.html"] = templates.get_template(template).render(
                page=name, **shared, **more
            )

        page("", "answers.html.j2")
        for topic in found.topics:
            page(f"{topic.page}.", "topic.html.j2", topic=topic)
        for dimension in found.dimensions:
            page(f"{dimension.page}.", "dimension.html.j2", dimension=dimension)
        entries = answers.entries(concepts, inquiry, words)
        page("rosetta.", "rosetta.html.j2", entries=entries)
        page("records.", "records.html.j2", records=view.record_views(records, words))
    files[f"data/{fmt.slug(inquiry.run.id)}.json"] = _json(inquiry.model_dump(by_alias=True))
    files["data/rosetta.json"] = _json(concepts.model_dump(by_alias=True))
    files["data/claims.json"] = _json(ledger.model_dump(by_alias=True))
    for record in records:
        files[view.record_file(record)] = _json(record.model_dump())
    return files


def _templates() -> "jinja2.Environment":
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _assets() -> dict[str, str]:
    return {f"assets/{name}": (_HERE / "assets" / name).read_text("utf-8") for name in ASSETS}


def _json(value: Any) -> str:
    """Readable JSON; what UTF-8 cannot hold (bytes of a source that were no text) stays escaped."""
    readable = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    if readable == _utf8(readable):
        return readable + "\n"
    return json.dumps(value, indent=1, sort_keys=True) + "\n"


def _utf8(content: str) -> str:
    """``content`` with U+FFFD in the place of lone surrogates."""
    return content.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def write(
    comparisons: Comparison | Sequence[Comparison],
    sources: view.Facts,
    records: Sequence[Record],
    out: Path,
) -> Path:
    """Write the report into the folder ``out`` and return the path of its ``index.html``.

    A folder that holds a report of ours is replaced (files that we did not write stay in it); any
    other folder must be empty or absent. `UsageError` where that is not so or it cannot be written.
    """
    if isinstance(comparisons, Comparison):
        comparisons = [comparisons]
    return put(lambda: render(comparisons, sources, records), out)


def put(render: Callable[[], dict[str, str]], out: Path) -> Path:
    """Write what ``render`` gives into the folder ``out``, as `write` does; nothing is rendered
    for a folder that may not be written."""
    out = out.expanduser().resolve()  # a link to a folder keeps pointing there
    foreign = _foreign(out)
    files = render()
    files[MARKER] = _json({"isograd": __version__, "files": sorted(files)})
    clash = sorted(name for name in foreign if str(name) in files)
    if clash:
        raise _refused(out, clash[0])
    with _told(out), _sibling(out) as fresh:
        for name, content in sorted(files.items()):
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_utf8(content), "utf-8")
        for kept in foreign:
            (fresh / kept).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(out / kept, fresh / kept, follow_symlinks=False)
        _replace(out, fresh)
    return out / "index.html"


def check_target(out: Path) -> None:
    """`UsageError` unless `write` could write a report there; to be asked before the work."""
    out = out.expanduser().resolve()
    _foreign(out)
    with _told(out), _sibling(out):
        pass


def _foreign(out: Path) -> list[Path]:
    """Files below ``out`` that no earlier report of ours wrote; `UsageError` unless ``out`` is
    absent, empty or a report."""
    with _told(out):
        if not out.exists():
            return []
        if not out.is_dir():
            raise UsageError(
                text("report.not_a_folder", path=out), hint=text("report.hint_other_folder")
            )
        present = [path.relative_to(out) for path in sorted(out.rglob("*")) if _is_leaf(path)]
        if not present:
            return []
        ours = _written_before(out)
        if ours is None:
            raise _refused(out, present[0])
        return [path for path in present if str(path) not in ours]


def _is_leaf(path: Path) -> bool:
    return path.is_symlink() or not path.is_dir()


def _written_before(out: Path) -> set[str] | None:
    try:
        listed = json.loads((out / MARKER).read_text("utf-8"))["files"]
        return {MARKER, *map(str, listed)}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _refused(out: Path, name: Path) -> UsageError:
    return UsageError(
        text("report.folder_not_ours", path=out, name=name),
        hint=text("report.hint_other_folder"),
    )


@contextlib.contextmanager
def _told(out: Path) -> Iterator[None]:
    """Turn an `OSError` into one sentence."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            text("report.cannot_write", path=out, reason=error.strerror or error),
            hint=text("report.hint_other_folder"),
        ) from error


@contextlib.contextmanager
def _sibling(out: Path) -> Iterator[Path]:
    """A fresh folder beside ``out``, so that a rename moves it there; gone afterwards."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        fresh.chmod(0o777 & ~_umask())
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _replace(out: Path, fresh: Path) -> None:
    """Put ``fresh`` in the place of ``out``; on failure the old folder is back."""
    target = out
    if not target.exists() or not any(target.iterdir()):
        fresh.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=target.parent))
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
