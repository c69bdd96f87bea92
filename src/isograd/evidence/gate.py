"""Whether a run is slower than a baseline by more than is allowed and more than noise explains."""

from typing import Literal

from pydantic import ConfigDict, Field

from isograd.evidence.changes import RunComparison
from isograd.evidence.model import Strict
from isograd.measure.family import ALPHA


class Slower(Strict):
    """A cell whose whole interval lies beyond ``limit`` (a share: the larger of what is allowed
    and the A/A floor)."""

    framework: str
    mode: str
    dtype: str
    threads: int
    quantity: str
    ratio: float
    low: float
    high: float
    limit: float


class Gate(Strict):
    """``isograd gate --json``."""

    schema_: Literal["isograd/gate"] = Field(default="isograd/gate", alias="schema")
    version: Literal[1] = 1
    baseline: str
    run: str
    max_slowdown: float
    judged: int  # cells for which there is a ratio
    slower: list[Slower]
    unjudged: list[str]  # cells without one: not timed, one launch, or gone

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def judge(found: RunComparison, max_slowdown: float) -> Gate:
    """Holm over the family, and the noise floor, are respected: a cell fails only where the lower
    end of its interval is beyond both the allowed slow-down and the floor."""
    slower, unjudged, judged = [], list(found.only["before"]), 0
    for cell in found.cells:
        if not cell.speed:
            unjudged.append(f"{cell.framework} {cell.mode} {cell.dtype}")
            continue
        judged += 1
        for speed in cell.speed:
            floor = found.floors.get(f"{speed.quantity}/{speed.threads}", 0.0)
            limit = max(max_slowdown, floor)
            if speed.low > 1.0 + limit and speed.p_holm <= ALPHA:
                slower.append(
                    Slower(
                        framework=cell.framework,
                        mode=cell.mode,
                        dtype=cell.dtype,
                        threads=speed.threads,
                        quantity=speed.quantity,
                        ratio=speed.ratio,
                        low=speed.low,
                        high=speed.high,
                        limit=limit,
                    )
                )
    return Gate(
        baseline=found.before,
        run=found.after,
        max_slowdown=max_slowdown,
        judged=judged,
        slower=slower,
        unjudged=unjudged,
    )
