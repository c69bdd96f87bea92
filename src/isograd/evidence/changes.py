"""What is different between two runs: speed, memory, numerics, code, versions, machine."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ConfigDict, Field

from isograd.evidence.campaign import QUANTITIES, Quantity, per_launch, timed_at
from isograd.evidence.document import comparison, launches
from isograd.evidence.model import Cell, CellResult, Figures, Strict, Verdict
from isograd.evidence.store import Store


class Speed(Strict):
    """How many times as long a step takes in the second run."""

    threads: int
    quantity: Quantity
    ratio: float
    low: float
    high: float
    p_holm: float
    launches: int
    verdict: Verdict


class CellChange(Strict):
    """One cell of both runs."""

    framework: str
    mode: str
    dtype: str
    status: tuple[str, str]
    speed: list[Speed] = Field(default_factory=list)
    speed_missing: str = ""  # why there is no ratio: one_launch | not_timed
    memory_bytes: tuple[int | None, int | None] = (None, None)  # peak over the import's level
    # Largest difference of the two loss curves over the largest loss; 0: equal to the last bit.
    loss_gap: float | None = None
    worst_ratio: tuple[float | None, float | None] = (None, None)  # deviation ÷ bound
    code: list[str] = Field(default_factory=list)  # source | applied line | conventions changed


class RunComparison(Strict):
    """``isograd runs compare A B --json``."""

    schema_: Literal["isograd/run-comparison"] = Field(
        default="isograd/run-comparison", alias="schema"
    )
    version: Literal[1] = 1
    before: str
    after: str
    # Names of the machine's fingerprint that differ: then nothing about speed is said.
    machine: list[str]
    floors: dict[str, float]  # "quantity/threads" -> the larger A/A floor of the two runs
    versions: dict[str, dict[str, tuple[str, str]]]  # environment -> package -> before, after
    only: dict[str, list[str]]  # "before" | "after" -> cells that only that run has
    cells: list[CellChange]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


# What may differ between two runs of one machine.
_MOMENTARY = ("python", "memory_bytes")


def changes(store: Store, before: str, after: str) -> RunComparison:
    """Compare two runs of one task; `UsageError` from the store where one is unknown."""
    from isograd.measure.family import holm

    documents = [comparison(store, run) for run in (before, after)]
    figures = [launches(store.records(run), _name) for run in (before, after)]
    facts = [document.run for document in documents]
    machine = other_machine(facts[0].machine, facts[1].machine)
    rows = [{_name(cell): cell for cell in document.cells} for document in documents]
    floors = _floors(documents[0].campaign, documents[1].campaign)
    cells: list[CellChange] = []
    pending: list[tuple[int, int, Quantity, Any]] = []
    for name in [name for name in rows[0] if name in rows[1]]:
        old, new = rows[0][name], rows[1][name]
        made = [side.get(name, []) for side in figures]
        effects = [] if machine else _effects(made[0], made[1])
        pending += [(len(cells), *effect) for effect in effects]
        cells.append(_cell(old, new, made, bool(effects), bool(machine)))
    adjusted = holm([effect.p for *_, effect in pending])
    for (place, threads, quantity, effect), p in zip(pending, adjusted, strict=True):
        cells[place].speed.append(_speed(threads, quantity, effect, floors, p))
    return RunComparison(
        before=before,
        after=after,
        machine=machine,
        floors=floors,
        versions=_versions(facts[0].environments, facts[1].environments),
        only={
            "before": [name for name in rows[0] if name not in rows[1]],
            "after": [name for name in rows[1] if name not in rows[0]],
        },
        cells=cells,
    )


def other_machine(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Names in which two fingerprints differ; none: they are of one machine."""
    names = {*one, *other} - {*_MOMENTARY}
    return sorted(name for name in names if one.get(name) != other.get(name))


def _name(cell: Cell | CellResult) -> str:
    return f"{cell.framework} {cell.mode} {cell.dtype}"


def _floors(*campaigns: Any) -> dict[str, float]:
    found: dict[str, float] = {}
    for campaign in campaigns:
        for name, value in (campaign.floors if campaign else {}).items():
            if value is not None:
                found[name] = max(found.get(name, 0.0), value)
    return found


def _effects(old: list[Figures], new: list[Figures]) -> list[tuple[int, Quantity, Any]]:
    import numpy as np

    from isograd.measure.effect import unpaired

    found: list[tuple[int, Quantity, Any]] = []
    threads = {f.threads for f in old if f.role == "timed"}
    for count in sorted(threads & {f.threads for f in new if f.role == "timed"}):
        for quantity in QUANTITIES:
            sides = [
                [np.log(np.array(v)) for v in per_launch(timed_at(side, count), quantity)]
                for side in (new, old)
            ]
            if min(map(len, sides)) >= 2:
                found.append((count, quantity, unpaired(sides[0], sides[1])))
    return found


def _speed(
    threads: int, quantity: Quantity, effect: Any, floors: Mapping[str, float], p: float
) -> Speed:
    from isograd.measure.family import verdict

    noise = floors.get(f"{quantity}/{threads}")
    return Speed(
        threads=threads,
        quantity=quantity,
        ratio=effect.ratio,
        low=effect.low,
        high=effect.high,
        p_holm=p,
        launches=effect.launches,
        verdict=verdict(effect, noise, p),
    )


def _cell(
    old: CellResult, new: CellResult, made: list[list[Figures]], timed: bool, other_machine: bool
) -> CellChange:
    code = []
    if old.source and new.source:
        if old.source.sha256 != new.source.sha256:
            code.append("source")
        if old.source.applied != new.source.applied:
            code.append("applied")
    if old.parity and new.parity and old.parity.conventions != new.parity.conventions:
        code.append("conventions")
    missing = "" if timed else "other_machine" if other_machine else _speed_missing(made)
    return CellChange(
        framework=old.framework,
        mode=old.mode,
        dtype=old.dtype,
        status=(old.status, new.status),
        speed_missing=missing,
        memory_bytes=(_memory(old), _memory(new)),
        loss_gap=_loss_gap(old, new),
        worst_ratio=(_worst(old), _worst(new)),
        code=code,
    )


def _speed_missing(made: list[list[Figures]]) -> str:
    counts = [sum(f.role in ("timed", "single") for f in side) for side in made]
    return "not_timed" if min(counts) == 0 else "one_launch"


def _memory(cell: CellResult) -> int | None:
    held = cell.figures.memory if cell.figures else None
    return held.peak_bytes - held.base_bytes if held else None


def _worst(cell: CellResult) -> float | None:
    if cell.parity is None or not cell.parity.worst:
        return None
    ratios = [d.ratio for d in cell.parity.worst]
    return None if any(r is None for r in ratios) else max(r for r in ratios if r is not None)


def _loss_gap(old: CellResult, new: CellResult) -> float | None:
    if old.parity is None or new.parity is None:
        return None
    pairs = list(zip(old.parity.losses, new.parity.losses, strict=False))
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not known or len(known) != len(pairs):
        return None
    largest = max(abs(value) for pair in known for value in pair)
    return max(abs(a - b) for a, b in known) / largest if largest else 0.0


def _versions(
    old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for name in {*old} & {*new}:
        sides = [side[name].get("versions", {}) for side in (old, new)]
        changed = {
            package: (sides[0].get(package, "–"), sides[1].get(package, "–"))
            for package in sorted({*sides[0], *sides[1]})
            if sides[0].get(package) != sides[1].get(package)
        }
        if changed:
            found[name] = changed
    return found
