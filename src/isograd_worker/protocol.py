"""The messages between isograd and a worker; prose and examples are in ``docs/protocol.md``.

One JSON object a line, UTF-8, each way over its own pipe. The host sends a request and waits for
exactly one reply with the same ``id``. Arrays never travel in a message: they lie in ``.npz`` files
(no pickle) whose paths the messages name.
"""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import (
    IO,
    Any,
    Dict,
    List,
    Optional,
    Type,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

VERSION = 1
MAX_LINE_BYTES = 8 * 1024 * 1024

Json = Dict[str, Any]


class ProtocolError(Exception):
    """A line that is no message of this version of the protocol."""


# --- requests -------------------------------------------------------------------------------


@dataclass
class Start:
    """Pin the process, import the framework, verify what took effect. The first request."""

    framework: str
    adapter: str  # path of the adapter's source file
    backend: str = ""  # Keras only: tensorflow | jax | torch
    mode: str = ""  # of the first cell: libraries that only some modes use count as its import
    dtype: str = "float32"
    device: str = "cpu"
    threads: int = 1
    affinity: List[int] = field(default_factory=list)  # CPU numbers; empty: leave as it is
    seed: int = 0


@dataclass
class Cell:
    """What the host knows of an implementation; the same fields open a proof and a measurement."""

    task: str
    mode: str
    contract: str  # stepwise | whole-run
    source: str  # path of the shown source file
    names: Dict[str, Any]  # canonical parameter -> native name, or {"name": …, "axes": […]}
    optimiser: Json  # {"kind": "sgd" | "adam", hyper-parameters …}
    inputs: str  # .npz: initial state, data arrays, batch order (see docs/protocol.md)
    options: Json = field(default_factory=dict)  # the mode's own; the side file's `compiled`
    outputs: List[str] = field(default_factory=list)  # names of what `predict` returns, in order
    width: int = 0  # to which the source's constant WIDTH is set; 0: as the source has it


@dataclass
class Prove:
    """Run the cell free and, where the contract allows, teacher-forced; write a trace."""

    cell: Cell
    steps: int
    forced: str  # .npz with the oracle's states to restart from; empty: none
    trace: str  # .npz to write
    patches: List[str] = field(default_factory=list)  # proof patches, by the adapter's names
    fault: str = ""  # seeded fault for the self-tests of the gate; empty: none


@dataclass
class Open:
    """Build the cell for timing and run its first step (trace and compilation included)."""

    cell: Cell
    steps: int
    batch: int = 0  # examples a step; 0: as the task has it


@dataclass
class Round:
    """Time one block of steps of the opened cell."""

    steps: int
    kind: str = "latency"  # latency | throughput | feed | pipeline
    limit_ns: int = 0  # begin no further step after that long (three are made); 0: no limit


@dataclass
class Reshape:
    """Make two steps with half the examples: what a new shape costs. Later rounds are void."""


@dataclass
class Memory:
    """Peak resident memory since the framework was imported."""


@dataclass
class Article:
    """Run the task's free-running `article` variant and report the end point."""

    cell: Cell
    steps: int
    seed: int


@dataclass
class Attempt:
    """Try a probe's program. Needs no Start: the program imports the framework itself."""

    source: str  # path of the program
    transform: str = ""  # the line that turns its ``f`` into the mode; empty: as it is
    inputs: Json = field(default_factory=dict)  # keyword arguments of ``ask``
    packages: List[str] = field(default_factory=list)  # modules whose version is told
    given: Json = field(default_factory=dict)  # further arguments, for an ``ask`` that names them
    absent: List[str] = field(default_factory=list)  # modules that must not import here


@dataclass
class Stop:
    """End the session; the worker exits 0."""


Request = Union[Start, Prove, Open, Round, Reshape, Memory, Article, Attempt, Stop]
REQUESTS: Dict[str, Type[Any]] = {
    kind.__name__: kind
    for kind in (Start, Prove, Open, Round, Reshape, Memory, Article, Attempt, Stop)
}


# --- replies --------------------------------------------------------------------------------


@dataclass
class Hello:
    """Sent unasked when the worker is up, before any framework is imported (``id`` 0)."""

    protocol: int
    python: str
    pid: int
    numpy: str


@dataclass
class Started:
    versions: Dict[str, str]
    import_ns: int
    settings: Json  # asked and verified: affinity, threads, seed, flags
    rss_bytes: int  # after the import
    findings: List[str] = field(default_factory=list)  # asked but not in effect


@dataclass
class Proved:
    trace: str
    callable_sha256: str
    gradient: str  # read | recomputed | inferred
    loss: str  # per-step | running-mean
    compiled_scope: str  # step | loss-and-gradient | model | loop-body | whole-run | none
    steps: int
    forced_steps: List[int] = field(default_factory=list)
    patches: List[str] = field(default_factory=list)


@dataclass
class Opened:
    build_ns: int
    first_step_ns: int
    callable_sha256: str
    traces: Optional[int] = None  # how often the step was traced so far; None: not countable
    parameters: int = 0  # trainable numbers that the cell holds


@dataclass
class Rounded:
    step_ns: List[int]  # one entry a synchronised step; throughput, whole run: block / steps
    cpu_ns: int  # CPU time of the whole process in the block
    wall_ns: int
    traces: Optional[int] = None
    switches: int = 0  # involuntary context switches in the block


@dataclass
class Reshaped:
    batch: int  # examples of the steps that were made
    first_ns: int
    second_ns: int
    traces: Optional[int] = None


@dataclass
class MemoryUsed:
    peak_bytes: int  # VmHWM after the import's level was reset
    base_bytes: int  # resident right after the import
    pss_bytes: Optional[int] = None  # proportional and unique set size now, where readable
    uss_bytes: Optional[int] = None
    framework_peak_bytes: Optional[int] = None  # of the framework's own allocator, if it tells


@dataclass
class ArticleDone:
    parameters: Dict[str, List[float]]
    losses: List[float]
    callable_sha256: str


@dataclass
class Attempted:
    values: Json  # what the program returned
    output: str  # what it printed
    error: Json  # empty, or type, message, frames, below_user, line, text
    seconds: float
    versions: Dict[str, str] = field(default_factory=dict)


@dataclass
class Failed:
    """The request could not be carried out; the worker lives on unless ``fatal``."""

    reason_code: str  # see docs/protocol.md: framework_error, import_failed, unsupported …
    message: str
    traceback: str = ""
    fatal: bool = False
    status: str = "error"  # the cell status that follows: error | unsupported | missing | oom


REPLIES: Dict[str, Type[Any]] = {
    kind.__name__: kind
    for kind in (
        Hello,
        Started,
        Proved,
        Opened,
        Rounded,
        Reshaped,
        MemoryUsed,
        ArticleDone,
        Attempted,
        Failed,
    )
}
Message = TypeVar("Message")


def encode(identifier: int, message: Any) -> bytes:
    """One line: ``{"id": 3, "type": "Prove", "body": {…}}``.

    `ProtocolError` if a value is none of JSON (a NumPy scalar among settings, say).
    """
    kind = type(message).__name__
    try:
        line = json.dumps({"id": identifier, "type": kind, "body": asdict(message)})
    except (TypeError, ValueError) as error:
        raise ProtocolError(f"{kind} cannot be written as JSON: {error}") from error
    return line.encode("utf-8") + b"\n"


def decode(kind: Type[Message], body: Json) -> Message:
    """Body to dataclass; unknown or missing fields and wrong types are a `ProtocolError`."""
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    extra = set(body) - set(known)
    if extra:
        raise ProtocolError(f"{kind.__name__} has unknown fields {sorted(extra)}")
    values = dict(body)
    if "cell" in known and isinstance(values.get("cell"), dict):
        values["cell"] = decode(Cell, values["cell"])
    for name, hint in get_type_hints(kind).items():
        if name in values and not _conforms(values[name], hint):
            raise ProtocolError(f"{kind.__name__}.{name} has the wrong type: {values[name]!r:.80}")
    try:
        return kind(**values)
    except TypeError as error:
        raise ProtocolError(f"{kind.__name__}: {error}") from error


def _conforms(value: Any, hint: Any) -> bool:
    """Is a JSON value one of the types that the messages use?"""
    if hint is Any:
        return True
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Union:
        return any(_conforms(value, argument) for argument in arguments)
    if origin is list:
        return isinstance(value, list) and all(_conforms(item, arguments[0]) for item in value)
    if origin is dict:
        return isinstance(value, dict) and all(
            _conforms(item, arguments[1]) for item in value.values()
        )
    if hint in (int, float) and isinstance(value, bool):
        return False  # Python's bool is an int, JSON's true is no number
    return isinstance(value, (int, float) if hint is float else hint)


def read_line(stream: IO[bytes]) -> Optional[Json]:
    """The next message's envelope; None at the end of the stream."""
    line = stream.readline(MAX_LINE_BYTES + 1)
    if not line:
        return None
    if not line.endswith(b"\n"):
        raise ProtocolError(f"a line without an end, or of more than {MAX_LINE_BYTES} bytes")
    return parse(line)


def parse(line: bytes) -> Json:
    """Check the envelope of one line."""
    try:
        message = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise ProtocolError(f"not a JSON line: {line[:80]!r}") from error
    except RecursionError as error:
        raise ProtocolError(f"JSON nested too deep: {line[:80]!r}") from error
    if not isinstance(message, dict) or set(message) != {"id", "type", "body"}:
        raise ProtocolError(f"not a message envelope: {line[:80]!r}")
    kinds = {"id": int, "type": str, "body": dict}
    if not all(_conforms(message[name], kind) for name, kind in kinds.items()):
        raise ProtocolError(f"not a message envelope: {line[:80]!r}")
    return message
