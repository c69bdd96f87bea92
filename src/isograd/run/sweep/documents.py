"""The document of ``isograd sweep --json``."""

from typing import Literal

from pydantic import ConfigDict, Field

from isograd.evidence.model import Strict

SweptState = Literal["complete", "failed", "interrupted", "lost"]


class Swept(Strict):
    """One campaign and what became of it."""

    task: str
    options: list[str]  # of ``isograd compare``
    state: SweptState
    exit_code: int  # of ``isograd compare``; 3 where it is lost
    why: str = ""  # in the chosen language; empty where the run tells
    node: str = ""  # the last that it was on
    run: str = ""
    # Interrupted runs of nodes that died: what they had finished, which no other run repeats.
    lost_runs: list[str] = Field(default_factory=list)
    cells: dict[str, int] = Field(default_factory=dict)  # status -> cells


class SweepResult(Strict):
    """``isograd sweep TASK… --json``."""

    schema_: Literal["isograd/sweep"] = Field(default="isograd/sweep", alias="schema")
    version: Literal[1] = 1
    on: str
    campaigns: list[Swept]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
