"""Which cells a comparison has, and what of them can be run at all."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from isograd import registry
from isograd.errors import UsageError
from isograd.evidence.model import Cell
from isograd.i18n import text, unknown
from isograd.registry import Framework, Mode
from isograd.suite.contract import DTYPES
from isograd.suite.load import Implementation, TaskFolder, implementation

VARIANTS = ("default", "article", "reduced", "tuned")


@dataclass(frozen=True)
class Contestant:
    """A cell with all that is needed to run it."""

    cell: Cell
    framework: Framework
    mode: Mode
    source: Implementation | None

    @property
    def environment(self) -> str:
        return self.framework.environment_of(self.mode)

    @property
    def process(self) -> tuple[str, str, str]:
        """Cells of one such key may share a parity process: one framework, backend and dtype."""
        return (self.framework.id, self.mode.backend, self.cell.dtype)

    def obstacle(self) -> tuple[str, dict[str, str]] | None:
        """(reason_code, details) where there is nothing to run on this machine."""
        if self.source is None:
            return "no_implementation", {"file": f"{self.framework.stem(self.mode)}.py"}
        if "cxx" in self.mode.needs and not cxx_compiler():
            return "no_cxx_compiler", {}
        return None


def _tuned(
    wanted: Sequence[tuple[Framework, Mode]], folder: TaskFolder
) -> list[tuple[Framework, Mode]]:
    """Those modes that have a tuned entry, as it applies them. A task that compiles a part of the
    step in a way of its own has no use for an entry that compiles all of it."""
    found = []
    for framework, mode in wanted:
        tuned = framework.tuned_mode(mode)
        source = implementation(framework, mode, folder, "tuned")
        if tuned is not None and not (source is not None and mode.id in source.compiled):
            found.append((framework, tuned))
    if not found:
        raise UsageError(text("task.no_tuned", task=folder.task.id))
    return found


def cxx_compiler() -> str | None:
    """Path of the C++ compiler that inductor would call."""
    given = os.environ.get("CXX")
    for name in (given, "g++", "c++", "clang++"):
        found = shutil.which(name) if name else None
        if found:
            return found
    return None


def select(
    folder: TaskFolder,
    *,
    frameworks: Sequence[str] = (),
    modes: Sequence[str] = (),
    dtypes: Sequence[str] = DTYPES,
    variant: str = "default",
) -> list[Contestant]:
    """All cells asked for, in display order. ``modes`` are ``mode`` or ``framework/mode``.

    Raises `UsageError` for an unknown framework, mode, dtype or variant, with the nearest name.
    """
    known = registry.frameworks()
    for name in frameworks:
        if name not in known:
            raise UsageError(unknown("framework", name, known))
    for name in dtypes:
        if name not in DTYPES:
            raise UsageError(unknown("dtype", name, DTYPES))
    if variant not in VARIANTS:
        raise UsageError(unknown("variant", variant, VARIANTS))
    if variant == "article" and folder.task.article is None:
        raise UsageError(text("task.no_article", task=folder.task.id))
    chosen = [known[name] for name in known if not frameworks or name in frameworks]
    wanted = [(framework, mode) for framework in chosen for mode in framework.modes]
    if modes:
        every = {f"{f.id}/{m.id}" for f, m in wanted} | {m.id for _, m in wanted}
        for name in modes:
            if name not in every:
                raise UsageError(unknown("mode", name, sorted(every)))
        wanted = [(f, m) for f, m in wanted if m.id in modes or f"{f.id}/{m.id}" in modes]
    if variant == "tuned":
        wanted = _tuned(wanted, folder)
    return [
        Contestant(
            Cell(
                task=folder.task.id,
                framework=framework.id,
                mode=mode.id,
                dtype=dtype,
                variant=variant,
            ),
            framework,
            mode,
            implementation(framework, mode, folder, variant),
        )
        for framework, mode in wanted
        for dtype in dtypes
    ]
