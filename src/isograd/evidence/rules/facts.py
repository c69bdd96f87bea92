"""What the rules read, and what they say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from isograd.evidence.document import compared, launch_of
from isograd.evidence.model import CampaignPlan, Figures, Parity, Record, RunInfo, RunPlan, Sweep
from isograd.evidence.store import Store


@dataclass(frozen=True)
class Breach:
    """One cell and figure that break a rule. In a language the sentence is
    ``text("check." + code, **details)``."""

    rule: int
    code: str
    cell: str = ""  # cell key; empty: the run as a whole
    figure: str = ""  # latency | throughput | start-up | memory | plan | …
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Launched:
    """One launch with the record that holds it."""

    key: str
    figures: Figures
    record: Record

    @property
    def worker(self) -> dict[str, Any]:
        """What the worker read back of its process and its framework."""
        found: dict[str, Any] = self.record.settings.get("worker", {})
        return found

    @property
    def name(self) -> str:
        """``pilot`` or ``wave 3`` or ``wave 3 (twin)``, at so many threads."""
        figures = self.figures
        if figures.role != "timed":
            return figures.role
        twin = " (twin)" if figures.label else ""
        return f"wave {figures.wave}{twin}, threads {figures.threads}"


@dataclass(frozen=True)
class Facts:
    """A run, read once."""

    plan: RunPlan
    info: RunInfo
    campaign: CampaignPlan | None
    planned: Record | None  # the record that holds the campaign's plan
    parities: Mapping[str, tuple[Parity, Record]]
    launches: tuple[Launched, ...]
    sources: Mapping[str, Mapping[str, Any]]  # hash of a fact -> shown source
    failed: frozenset[str]  # cells whose figures failed
    sweeps: tuple[tuple[str, Sweep], ...] = ()  # by cell key

    @property
    def timed(self) -> list[Launched]:
        return [one for one in self.launches if one.figures.role == "timed"]

    @property
    def demo(self) -> bool:
        """One launch a cell: no ratio, no interval, and no rule about them."""
        return self.campaign is None

    def fleets(self) -> Iterator[tuple[tuple[int, int, int], list[Launched]]]:
        """Launches that were alive together, by (threads, group, wave)."""
        found: dict[tuple[int, int, int], list[Launched]] = {}
        for one in self.timed:
            figures = one.figures
            found.setdefault((figures.threads, figures.group, figures.wave), []).append(one)
        yield from sorted(found.items())


Rule = Callable[[Facts], Iterator[Breach]]


def facts(store: Store, run: str) -> Facts:
    """Read a comparison; a record that is not what its identifier says is a `StoreError`."""
    compared(store, run)
    parities: dict[str, tuple[Parity, Record]] = {}
    launches: list[Launched] = []
    sources: dict[str, dict[str, Any]] = {}
    campaign, planned = None, None
    failed = set()
    sweeps = []
    for record in store.records(run):
        about = record.payload.get("about")
        if about == "plan":
            campaign, planned = CampaignPlan.model_validate(record.payload["plan"]), record
        if record.cell is None:
            continue
        if record.source and record.source not in sources:
            sources[record.source] = store.read_fact(record.source)
        if record.kind == "parity":
            parities[record.cell.key] = (Parity.model_validate(record.payload), record)
        elif about == "figures":
            failed.add(record.cell.key)
        elif about == "sweep":
            sweeps.append((record.cell.key, Sweep.model_validate(record.payload["sweep"])))
        elif (figures := launch_of(record)) is not None:
            launches.append(Launched(record.cell.key, figures, record))
    return Facts(
        plan=store.plan(run),
        info=store.info(run),
        campaign=campaign,
        planned=planned,
        parities=parities,
        launches=tuple(launches),
        sources=sources,
        failed=frozenset(failed),
        sweeps=tuple(sweeps),
    )
