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


class Reshape(Strict):
    """What a batch of another size costs: two steps (whole runs: two runs) of half the examples."""

    batch: int
    first_ns: int
    second_ns: int
    traces: int | None = None


class Memory(Strict):
    """Bytes; the peak is of resident memory since the import, in a launch that no round times."""

    peak_bytes: int
    base_bytes: int  # resident right after the import
    pss_bytes: int | None = None
    uss_bytes: int | None = None
    framework_peak_bytes: int | None = None  # what the framework's own allocator tells


class Round(Strict):
    """One visit of a round to one launch; all times in nanoseconds."""

    place: int  # in the round's order, from 0
    step_ns: list[int]  # latency: synchronised steps; whole-run: one entry, block / steps
    throughput_ns: int | None = None  # of a step in a block with one final wait
    feed_ns: list[int] = Field(default_factory=list)  # synchronised, batch made from NumPy inside
    pipeline_ns: list[int] = Field(default_factory=list)  # … taken from the framework's pipeline
    cpu_ns: int = 0  # CPU and wall time of the latency block
    wall_ns: int = 0
    switches: int = 0  # involuntary context switches in it
    load: float = 0.0  # the system's, over the last minute
    traces: int | None = None


class Figures(Strict):
    """Payload of a measurement record: one launch (a fresh process) of one cell; nanoseconds.

    ``role``: a `pilot` launch runs alone, from an empty compile cache, and gives start-up and
    memory; `timed` launches of one wave are alive together and give rounds, with the compile cache
    that the pilot left; a `single` launch (profile demo) gives all, and no ratio.
    """

    role: Literal["single", "pilot", "timed"] = "single"
    label: Literal["", "twin"] = ""  # the reference under its second name, for A/A
    wave: int = 0  # launches of one wave and group were alive together
    group: int = 0
    threads: int = 1
    cache: Literal["cold", "warm"] = "cold"
    import_ns: int
    build_ns: int
    first_step_ns: int  # trace and compilation included; whole-run: the whole first run
    first_step_covers: int  # number of steps in it (1 for stepwise cells)
    warmup_ns: list[int] = Field(default_factory=list)  # steps after the first, before round one
    rounds: list[Round] = Field(default_factory=list)
    traces: int | None = None  # after the first step; None: cannot be counted
    reshape: Reshape | None = None
    memory: Memory | None = None
    lacks: dict[str, str] = Field(default_factory=dict)  # figure -> why this cell has none
    parameters: int = 0  # trainable numbers that the cell held
    callable_sha256: str

    @property
    def samples(self) -> list[int]:
        """Every synchronised step of every round, nanoseconds."""
        return [sample for visit in self.rounds for sample in visit.step_ns]

    @property
    def median_step_ns(self) -> int:
        from statistics import median

        return round(median(self.samples))


class CampaignPlan(Strict):
    """What the timed waves of a campaign will be: fixed, hashed and stored before the first one.

    ``steps`` gives, for each cell, the steps of each kind of block; ``launches`` the least and the
    most waves of each group and number of threads. With a ``precision`` (a share) waves go on,
    once there are enough, until the interval of every ratio is at most that wide to either side,
    or the most are made; without one the least are made.
    """

    profile: Literal["quick", "full"]
    reference: str  # cell key that every other is compared with
    groups: list[list[str]]  # cell keys that are alive together; the reference is in each
    threads: list[int]
    rounds: int
    launches: tuple[int, int]
    eager: dict[str, str] = Field(default_factory=dict)  # cell key -> its uncompiled counterpart
    precision: float | None = None
    budget_seconds: float | None = None
    warmup: dict[str, int]
    steps: dict[str, dict[str, int]]
    seed: int
    estimate_seconds: float  # of all waves, if the most are made


Axis = Literal["batch", "width"]


class Sweep(Strict):
    """One launch at other sizes of the batch or of the model.

    Over ``batch`` it visits a cell at several sizes in random order, round after round. A launch
    over ``width`` has one, at which the model is another: its first steps are proven in the same
    process after they were timed, and ``step_ns`` is empty where they are wrong.
    """

    axis: Axis = "batch"
    launch: int
    threads: int
    step_ns: dict[int, list[list[int]]]  # size -> rounds × synchronised steps
    first_ns: dict[int, int]  # first step at that size, compilation included
    lacks: dict[int, str] = Field(default_factory=dict)
    parameters: dict[int, int] = Field(default_factory=dict)  # width -> trainable numbers
    proof: Parity | None = None  # at the width; at any batch the cell's own proof holds
    callable_sha256: str  # empty for a width at which nothing could be opened


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
    # Of a tuned entry: all that is set besides the defaults, and the guide that advises it.
    flags: list[str] = Field(default_factory=list)
    guide: str = ""
    lines: int
    tokens: int


class Estimate(Strict):
    """A median over launches with its 95 % interval, in nanoseconds; no interval of one launch."""

    value: float
    low: float | None = None
    high: float | None = None
    launches: int


class CellTiming(Strict):
    """What the timed launches of one cell say, at one number of threads."""

    threads: int
    quantities: dict[str, Estimate]  # latency | throughput | feed | pipeline | warm_first_step
    lacks: dict[str, str] = Field(default_factory=dict)  # quantity -> why there is none
    steady: str = ""  # flat | warm-up | slow-down | no-steady-state | inconsistent
    steady_from: int | None = None  # the step with which the steady state begins
    quantiles_ns: list[float] = Field(default_factory=list)  # 5, 25, 50, 75, 95 % of all steps
    outliers_mild: float = 0.0  # shares by Tukey's fences
    outliers_severe: float = 0.0
    cpu_per_wall: float | None = None  # cores kept busy in the timed blocks
    samples: int = 0


Verdict = Literal["faster", "slower", "no_difference"]


class Ratio(Strict):
    """How many times the reference's time a cell takes; below 1 it is faster."""

    framework: str
    mode: str
    dtype: str
    threads: int
    quantity: Literal["latency", "throughput"]
    ratio: float
    low: float
    high: float
    p: float
    p_holm: float
    method: str
    launches: int
    rounds: int
    verdict: Verdict


class BreakEven(Strict):
    """After how many steps a compiled mode has overtaken its eager counterpart, start-up included.
    ``steps`` is None where it never does; the interval follows from that of the step times."""

    framework: str
    mode: str
    dtype: str
    against: str  # mode
    steps: int | None
    low: int | None = None
    high: int | None = None


class CampaignResult(Strict):
    """What the timed waves say together."""

    plan: CampaignPlan
    plan_sha256: str
    waves: dict[str, int]  # "threads/group" -> waves made
    floors: dict[str, float | None]  # "quantity/threads" -> A/A noise floor, a share
    ratios: list[Ratio]
    break_even: list[BreakEven] = Field(default_factory=list)


class CostCurve(Strict):
    """Step time of one cell over batch size or width; ``overhead_bound`` is the size at which the
    fixed part of a step and the part that grows are equal (least squares on medians). It grows
    with the examples of a batch, and over width with the trainable numbers of the model."""

    axis: Axis = "batch"

    framework: str
    mode: str
    dtype: str
    threads: int
    sizes: list[int]
    step_ns: list[Estimate]
    fixed_ns: float | None = None
    growing_ns: float | None = None  # of one example, or of one trainable number
    overhead_bound: float | None = None
    lacks: dict[int, str] = Field(default_factory=dict)


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
    timings: list[CellTiming] = Field(default_factory=list)  # one a number of threads
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
    campaign: CampaignResult | None = None
    curves: list[CostCurve] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RunPlan(Strict):
    """What a run set out to do; written before the first cell, compared on `--resume`."""

    about: Literal["comparison", "probe"] = "comparison"
    task: str  # of a probe run: its topic, or ``questions`` where there are several
    task_path: str = ""  # of a task outside the package
    variant: str
    cells: list[Cell]
    steps: int
    figures: list[str]  # dtypes that are timed
    settings: dict[str, Any] = Field(default_factory=dict)
