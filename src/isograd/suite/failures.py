"""Known failures: the modes in which a framework itself refuses a task, with the upstream's word.

A framework's folder may hold a ``failures.toml``. Each of its entries is for one task and mode that
has a shown source, the attempt, written after the framework's documented alternative. Where that
attempt fails with the message of the entry, the cell is `unsupported` instead of `error`; whatever
else happens to it stays what it is. The attempt is made anew in every run, so an entry never hides
a mode that works by now: the parity matrix fails for an entry that meets no such cell.
"""

import tomllib

from pydantic import BaseModel, ConfigDict, ValidationError

from isograd.errors import IsogradError
from isograd.registry import Framework

FILE = "failures.toml"


class Failure(BaseModel):
    """One (task, mode) that the framework refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: str
    mode: str
    message: str  # part of what the framework says
    attempt: str  # the names of what was tried, the documented alternative among them
    upstream: str  # link to the framework's issue or documentation
    since: str  # the version that it was seen with


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    failures: list[Failure]


def read(framework: Framework) -> dict[tuple[str, str], Failure]:
    """The framework's known failures by (task, mode).

    `IsogradError` for a malformed file, an unknown mode, an empty message, a link that is none, or
    two entries for the same task and mode.
    """
    path = framework.folder / FILE
    if not path.exists():
        return {}
    try:
        entries = _File(**tomllib.loads(path.read_text("utf-8"))).failures
    except (OSError, tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise IsogradError(f"{path}: {error}") from error
    found: dict[tuple[str, str], Failure] = {}
    for entry in entries:
        where = f"{path}: {entry.task}, {entry.mode}"
        if entry.mode not in [mode.id for mode in framework.modes]:
            raise IsogradError(f"{where}: {framework.id} has no such mode")
        if not entry.message.strip():
            raise IsogradError(f"{where}: without a message, any error would pass for this one")
        if not entry.upstream.startswith("https://"):
            raise IsogradError(f"{where}: upstream must be a link, https://…")
        if (entry.task, entry.mode) in found:
            raise IsogradError(f"{where}: there are two entries, keep one")
        found[entry.task, entry.mode] = entry
    return found


def matching(framework: Framework, task: str, mode: str, message: str) -> Failure | None:
    """The entry for this task and mode if ``message``, the framework's error, is the known one."""
    entry = read(framework).get((task, mode))
    return entry if entry is not None and entry.message in message else None
