"""How much is measured, and what an interrupted campaign has left of it."""

from dataclasses import dataclass, field
from typing import Literal

from isograd.evidence.model import CampaignPlan, Figures, Sweep
from isograd.measure.plan import least_launches

Profile = Literal["demo", "quick", "full"]


@dataclass(frozen=True)
class Timing:
    """How much is measured, as asked for."""

    profile: Profile = "full"
    threads: tuple[int, ...] = (1,)
    precision: float | None = None  # half-width of every ratio's interval, a share
    budget_seconds: float | None = None
    reference: str = ""  # framework/mode; empty: the first cell that is timed
    batches: tuple[int, ...] = ()  # to sweep over, beside the task's own
    widths: tuple[int, ...] = ()
    seed: int = 20
    device: str = "cpu"
    timeout: float = 600.0

    @property
    def launches(self) -> int:
        """Processes of a cell that there will be at least, the pilot's included."""
        if self.profile == "demo":
            return 1
        return 1 + least_launches(self.profile, self.precision) * len(self.threads)


@dataclass
class Before:
    """What an interrupted campaign left: it is not made again."""

    plan: CampaignPlan | None = None
    figures: dict[str, list[Figures]] = field(default_factory=dict)  # by cell key
    sweeps: dict[str, list[Sweep]] = field(default_factory=dict)  # by cell key
