"""Geometric means over tasks of what each cell takes compared with the reference.

A mean is made of the runs that are named, one a task, of one machine, one set of versions and one
reference; it says nothing about other tasks. Where a cell has no figure in one of them there is no
mean, and the task and the reason stand in its place: a mean over fewer tasks would be a mean of
something else than its neighbours'.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, Field

from isograd.errors import UsageError
from isograd.evidence.campaign import QUANTITIES, Quantity, logs, waves_of
from isograd.evidence.changes import other_machine
from isograd.evidence.document import comparison, launches
from isograd.evidence.model import Comparison, Strict, Verdict
from isograd.evidence.store import Store
from isograd.i18n import text

if TYPE_CHECKING:
    from isograd.measure.effect import Effect

_Place = tuple[str, str, str, str]  # framework, mode, dtype, variant


class TaskRatio(Strict):
    """What goes into a mean."""

    task: str
    ratio: float
    low: float
    high: float


class Mean(Strict):
    """How many times the reference's time a cell takes, the geometric mean over the tasks."""

    framework: str
    mode: str
    dtype: str
    threads: int
    quantity: Quantity
    # None where a task lacks a figure.
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p_holm: float | None = None
    verdict: Verdict | None = None
    tasks: list[TaskRatio]
    lacks: dict[str, str] = Field(default_factory=dict)  # task -> status of its cell | not_timed


class Means(Strict):
    """``isograd runs mean --json``."""

    schema_: Literal["isograd/means"] = Field(default="isograd/means", alias="schema")
    version: Literal[1] = 1
    runs: dict[str, str]  # task -> run
    reference: dict[str, str]  # framework, mode, dtype
    floors: dict[str, float | None]  # "quantity/threads" -> the largest A/A floor of the runs
    means: list[Mean]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class _Run:
    """One run with the waves of its campaign."""

    def __init__(self, store: Store, identifier: str) -> None:
        self.document: Comparison = comparison(store, identifier)
        if self.document.campaign is None:
            raise UsageError(
                text("runs.not_measured", run=identifier), hint=text("runs.not_measured_hint")
            )
        self.campaign = self.document.campaign
        self.id, self.task = identifier, self.document.task.id
        self.launches = launches(store.records(identifier), lambda cell: cell.key)
        self.status = {
            (cell.framework, cell.mode, cell.dtype, cell.variant): cell.status
            for cell in self.document.cells
        }

    @property
    def reference(self) -> _Place:
        _, framework, mode, dtype, variant = self.campaign.plan.reference.split("/")
        return framework, mode, dtype, variant

    def logs(self, place: _Place, threads: int, quantity: Quantity) -> list[Any]:
        key = "/".join((self.task, *place))
        plan = self.campaign.plan
        for number, keys in enumerate(plan.groups):
            if key in keys:
                waves = waves_of(self.launches, threads, number)
                return logs(waves, key, plan.reference, quantity)
        return []


def means(store: Store, identifiers: Sequence[str]) -> Means:
    """The geometric means over the tasks of these runs.

    Raises `UsageError` where they cannot be put together: one was not measured, two are of one
    task, or machine, versions, profile or reference differ.
    """
    from isograd.measure.family import holm, verdict

    runs = [_Run(store, identifier) for identifier in identifiers]
    _must_agree(runs)
    threads = runs[0].campaign.plan.threads
    floors = {
        f"{quantity}/{count}": _largest(runs, f"{quantity}/{count}")
        for quantity, count in product(QUANTITIES, threads)
    }
    made = [_mean(runs, *one) for one in product(_places(runs), threads, QUANTITIES)]
    adjusted = iter(holm([effect.p for _, effect in made if effect is not None]))
    found = []
    for mean, effect in made:
        if effect is not None:
            p = next(adjusted)
            judged = verdict(effect, floors[f"{mean.quantity}/{mean.threads}"], p)
            mean = mean.model_copy(update={"p_holm": p, "verdict": judged})
        found.append(mean)
    framework, mode, dtype, _ = runs[0].reference
    return Means(
        runs={run.task: run.id for run in runs},
        reference={"framework": framework, "mode": mode, "dtype": dtype},
        floors=floors,
        means=[mean for mean in found if mean.tasks],
    )


def _mean(
    runs: Sequence[_Run], place: _Place, threads: int, quantity: Quantity
) -> "tuple[Mean, Effect | None]":
    from isograd.measure.effect import effect, geometric_mean

    parts, tasks = [], []
    lacks: dict[str, str] = {}
    for run in runs:
        values = run.logs(place, threads, quantity)
        if len(values) < 2:
            status = run.status.get(place, "missing")
            lacks[run.task] = "not_timed" if status == "ok" else status
            continue
        one = effect(values)
        parts.append(values)
        tasks.append(TaskRatio(task=run.task, ratio=one.ratio, low=one.low, high=one.high))
    framework, mode, dtype, _ = place
    mean = Mean(
        framework=framework,
        mode=mode,
        dtype=dtype,
        threads=threads,
        quantity=quantity,
        tasks=tasks,
        lacks=lacks,
    )
    if lacks:
        return mean, None
    found = geometric_mean(parts)
    update = {"ratio": found.ratio, "low": found.low, "high": found.high}
    return mean.model_copy(update=update), found


def _places(runs: Sequence[_Run]) -> list[_Place]:
    """Every cell of any run but the reference, in display order."""
    seen = dict.fromkeys(place for run in runs for place in run.status)
    return [place for place in seen if place != runs[0].reference]


def _largest(runs: Sequence[_Run], name: str) -> float | None:
    """The largest floor; unknown where one run has none."""
    found = [run.campaign.floors.get(name) for run in runs]
    known = [value for value in found if value is not None]
    return max(known) if len(known) == len(found) else None


def _must_agree(runs: Sequence[_Run]) -> None:
    first = runs[0]
    seen: dict[str, str] = {}
    for run in runs:
        if run.task in seen:
            raise UsageError(
                text("runs.same_task", task=run.task, first=seen[run.task], second=run.id),
                hint=text("runs.same_task_hint"),
            )
        seen[run.task] = run.id
        machines = [one.document.run.machine for one in (run, first)]
        for what, differs in (
            ("machine", bool(other_machine(*machines))),
            ("versions", _versions(run) != _versions(first)),
            ("reference", run.reference != first.reference),
            ("profile", _profile(run) != _profile(first)),
        ):
            if differs:
                raise UsageError(
                    text("runs.unlike", what=text(f"runs.unlike_{what}"), a=first.id, b=run.id),
                    hint=text("runs.unlike_hint"),
                )


def _versions(run: _Run) -> Mapping[str, Any]:
    known = run.document.run.environments
    return {name: fact.get("versions") for name, fact in known.items()}


def _profile(run: _Run) -> tuple[Any, ...]:
    plan = run.campaign.plan
    return plan.profile, tuple(plan.threads)
