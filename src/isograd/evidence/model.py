"""What a run leaves behind: immutable records, and the document that `compare` prints.

A record is one fact about one cell (or about the run, where `cell` is None), with everything
needed to judge it later: environment, machine, settings and time. Large shared parts (all versions
of an environment, the machine's fingerprint, a shown source) are *facts*: stored once under the
hash of their content and referred to by it.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["ok", "wrong", "error", "timeout", "oom", "invalid", "missing", "unsupported"]
Kind = Literal["measurement", "parity", "verdict", "citation"]
RunState = Literal["running", "interrupted", "complete"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cell(Strict):
    """(task, framework, mode, dtype, variant): what is proven and measured as one."""

    task: str
    framework: str
    mode: str
    dtype: str
    variant: str = "default"

    @property
    def key(self) -> str:
        return "/".join((self.task, self.framework, self.mode, self.dtype, self.variant))


class Deviation(Strict):
    """The worst element of one tensor against its bound; ``ratio`` above 1 is a failure."""

    phase: Literal["free", "forced"]
    kind: Literal["loss", "parameter", "gradient", "slot", "buffer", "output"]
    tensor: str
    step: int  # steps made when the tensor was read (1 = after the first step)
    deviation: float | None  # largest |cell − oracle|; None: not finite
    tolerance: float
    ratio: float | None  # None: infinite (not finite, wrong shape, wrong dtype)
    problem: Literal["", "not_finite", "wrong_shape", "wrong_dtype", "absent"] = ""


class Finding(Strict):
    """Something worth knowing about a cell that is no failure. Its sentence in a language is
    ``text("reason." + code, **details)``."""

    code: str
    details: dict[str, str] = Field(default_factory=dict)


class Parity(Strict):
    """Payload of a parity record. ``reason`` is the English sentence; in any language it is
    ``text("reason." + reason_code, **details)``."""

    kind: Literal["trajectory", "endpoint"] = "trajectory"
    status: Status
    reason_code: str = ""
    reason: str = ""
    details: dict[str, str] = Field(default_factory=dict)
    steps: int = 0
    forced_steps: int = 0  # how many teacher-forced steps were compared
    gradient: str = ""  # read | recomputed | inferred
    loss_form: str = ""  # per-step | running-mean
    compiled_scope: str = ""
    conventions: list[str] = Field(default_factory=list)
    patches: list[str] = Field(default_factory=list)  # proof patches in effect
    worst: list[Deviation] = Field(default_factory=list)  # the worst of each (phase, kind)
    first_divergence: Deviation | None = None
    losses: list[float | None] = Field(default_factory=list)  # as the cell reports them
    endpoint: dict[str, list[float]] = Field(default_factory=dict)
    accuracy: float | None = None  # of the trained parameters on the held-out part
    findings: list[Finding] = Field(default_factory=list)  # e.g. the unpatched float32 leak
    callable_sha256: str = ""
    output: str = ""  # tail of the worker's output where something went wrong


class Figures(Strict):
    """Payload of a measurement record: one launch of one cell; all times in nanoseconds."""

    import_ns: int
    build_ns: int
    first_step_ns: int  # trace and compilation included; whole-run: the whole first run
    first_step_covers: int  # number of steps in it (1 for stepwise cells)
    warmup_ns: list[int] = Field(default_factory=list)  # steps after the first, before round one
    step_ns: list[list[int]]  # rounds × synchronised steps (whole-run: one entry a round)
    cpu_ns: list[int]  # CPU time of each round's block
    wall_ns: list[int]  # wall time of each round's block
    traces: list[int | None] = Field(default_factory=list)  # after the first step and each round
    peak_bytes: int
    base_bytes: int  # resident right after the import
    callable_sha256: str

    @property
    def median_step_ns(self) -> int:
        from statistics import median

        return round(median(sample for block in self.step_ns for sample in block))


class Record(Strict):
    """One immutable piece of evidence."""

    id: str  # sha256 of the content, first 16 hex digits
    run: str
    kind: Kind
    cell: Cell | None
    created: str  # UTC, ISO 8601
    environment: str = ""  # fact: {"id", "origin", "versions", "python", …}
    machine: str = ""  # fact: fingerprint
    source: str = ""  # fact: {"file", "text", "applied", …}
    settings: dict[str, Any] = Field(default_factory=dict)
    payload: dict[str, Any]


class Source(Strict):
    """The shown source of a cell; lines and tokens are counted without comments and blanks."""

    file: str
    sha256: str  # of the fact that holds the text
    applied: str
    lines: int
    tokens: int


class CellResult(Strict):
    """One row of the compare document."""

    framework: str
    mode: str
    dtype: str
    variant: str
    status: Status
    reason_code: str = ""
    reason: str = ""
    details: dict[str, str] = Field(default_factory=dict)
    parity: Parity | None = None
    figures: Figures | None = None
    figures_reason_code: str = ""  # why there are none, e.g. not_at_parity, proof_patch
    figures_reason: str = ""
    figures_details: dict[str, str] = Field(default_factory=dict)
    source: Source | None = None
    evidence: list[str] = Field(default_factory=list)  # record identifiers


class RunInfo(Strict):
    id: str
    created: str
    finished: str | None = None
    state: RunState
    isograd: str
    settings: dict[str, Any] = Field(default_factory=dict)
    machine: dict[str, Any] = Field(default_factory=dict)
    environments: dict[str, dict[str, Any]] = Field(default_factory=dict)


class TaskInfo(Strict):
    id: str
    title: dict[str, str]
    summary: dict[str, str]
    steps: int
    variant: str
    oracle_losses: list[float] = Field(default_factory=list)  # float64 oracle, no conventions


class Comparison(Strict):
    """``isograd compare --json``."""

    schema_: Literal["isograd/compare"] = Field(default="isograd/compare", alias="schema")
    version: Literal[1] = 1
    run: RunInfo
    task: TaskInfo
    cells: list[CellResult]
    notes: list[str] = Field(default_factory=list)

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RunPlan(Strict):
    """What a run set out to do; written before the first cell, compared on `--resume`."""

    task: str
    task_path: str = ""  # of a task outside the package
    variant: str
    cells: list[Cell]
    steps: int
    figures: list[str]  # dtypes that are timed
    settings: dict[str, Any] = Field(default_factory=dict)
