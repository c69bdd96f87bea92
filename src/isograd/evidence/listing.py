"""The documents of ``isograd runs list --json`` and ``isograd runs show --json``."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from isograd.evidence.model import Record, RunInfo, RunPlan, RunState, Strict


class RunSummary(Strict):
    """One run of the store, without its records."""

    id: str
    created: str  # UTC, ISO 8601
    finished: str | None  # None: still running, or its process died
    state: RunState
    imported: bool  # came in a bundle from elsewhere
    isograd: str
    task: str
    variant: str
    cells: int  # planned
    records: int
    settings: dict[str, Any] = Field(default_factory=dict)
    machine: str  # hash of the fingerprint
    node: str = ""  # the machine's name, where there were several


class RunList(Strict):
    """``isograd runs list --json``, newest first."""

    schema_: Literal["isograd/runs"] = Field(default="isograd/runs", alias="schema")
    version: Literal[1] = 1
    runs: list[RunSummary]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Broken(Strict):
    """One cell and figure that break a rule of fair measurement."""

    rule: int
    code: str
    cell: str  # cell key; empty: the run as a whole
    figure: str
    details: dict[str, str]
    message: str


class RunCheck(Strict):
    """``isograd runs check --json``: the rules that the records show, and what breaks them."""

    schema_: Literal["isograd/run-check"] = Field(default="isograd/run-check", alias="schema")
    version: Literal[1] = 1
    run: str
    rules: list[int]  # that were checked
    launches: int
    breaches: list[Broken]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RunDetail(Strict):
    """``isograd runs show --json``: everything about one run but the texts of its facts."""

    schema_: Literal["isograd/run"] = Field(default="isograd/run", alias="schema")
    version: Literal[1] = 1
    run: RunInfo
    imported: bool
    plan: RunPlan
    records: list[Record]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
