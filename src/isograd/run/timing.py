"""How much is measured, and what an interrupted campaign has left of it."""

from dataclasses import dataclass, field
from typing import Literal

from isograd.evidence.model import CampaignPlan, Figures

Profile = Literal["demo", "quick", "full"]

MIN_LAUNCHES = {"quick": 3, "full": 5}


@dataclass(frozen=True)
class Timing:
    """How much is measured, as asked for."""

    profile: Profile = "full"
    threads: tuple[int, ...] = (1,)
    precision: float | None = None  # half-width of every ratio's interval, a share
    budget_seconds: float | None = None
    reference: str = ""  # framework/mode; empty: the first cell that is timed
    sweep: tuple[int, ...] = ()  # batch sizes
    seed: int = 20
    device: str = "cpu"
    timeout: float = 600.0

    @property
    def launches(self) -> int:
        """Processes of a cell that there will be at least, the pilot's included."""
        if self.profile == "demo":
            return 1
        return 1 + MIN_LAUNCHES[self.profile] * len(self.threads)


@dataclass
class Before:
    """What an interrupted campaign left: it is not made again."""

    plan: CampaignPlan | None = None
    figures: dict[str, list[Figures]] = field(default_factory=dict)  # by cell key
    sweeps: dict[str, int] = field(default_factory=dict)  # launches made, by cell key

    def pilot(self, key: str) -> Figures | None:
        return next((f for f in self.figures.get(key, []) if f.role == "pilot"), None)

    def waves(self, threads: int, group: int) -> int:
        """How many waves are whole: a wave's records are written together at its end."""
        numbers = {
            figures.wave
            for mine in self.figures.values()
            for figures in mine
            if figures.role == "timed" and (figures.threads, figures.group) == (threads, group)
        }
        return max(numbers, default=0)
