"""Questions, what an attempt finds, and answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from isograd.registry import Text

Verdict = Literal["yes", "partly", "no", "error", "not_run"]
# What a judge hears of the place besides the expected values, under these names.
MARKS = ("line", "source", "sources", "framework", "mode")


class Trap(BaseModel):
    """A difference that is easily missed, and where it was measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: Text
    frameworks: list[str] = Field(default_factory=list)
    question: str = ""  # the probe that shows it
    convention: str = ""  # of the suite's catalogue


class Concept(BaseModel):
    """What makes a question an entry of the dictionary."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    group: Literal[
        "model", "layers", "losses", "training", "data", "autodiff", "random", "compile",
        "numbers", "saving", "devices", "debugging",
    ]  # fmt: skip
    aka: list[str] = Field(default_factory=list)  # further words under which it is looked for
    traps: list[Trap] = Field(default_factory=list)


class QuestionSheet(BaseModel):
    """``question.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Text  # answered by yes or no
    why: Text  # what follows from the answer, for somebody who chooses
    claims: list[str] = Field(default_factory=list)  # identifiers that it bears on
    # mode: asked in every mode that can take it; framework: once, in the default mode; source: no
    # program, the suite's own sources of each mode are examined on the host.
    per: Literal["mode", "framework", "source"] = "mode"
    measures: Text | None = None  # what `Answer.quantity` counts, with its unit
    isolate: bool = False  # a process of its own
    slow: bool = False  # left out by --quick
    alone: bool = False  # nothing else is asked meanwhile: it measures time, or needs every core
    timeout: float = 120.0  # seconds, of one attempt (of each stage)
    extra: str = ""  # run in the environment that adds this extra, where the framework has it
    # A second stage, ``run.py`` or ``run_<framework>.py``: in a fresh process of the same
    # environment (``fresh``) or of one that belongs to no framework.
    then: str = ""
    # framework, or framework/mode -> link to its documentation, where that says what comes out
    documented: dict[str, str] = Field(default_factory=dict)
    concept: Concept | None = None  # of the topic rosetta alone


@dataclass(frozen=True)
class Found:
    """What one attempt came to; nothing in it is judged yet. Of two stages it is the second, or the
    first where that failed."""

    values: Mapping[str, Any]
    output: str = ""
    error: Mapping[str, Any] = field(default_factory=dict)  # see `protocol.Attempted`
    seconds: float = 0.0
    first: Mapping[str, Any] = field(default_factory=dict)  # values of the stage before

    @property
    def raised(self) -> str:
        """``Type: message`` of what was raised; empty if nothing was. Where the message begins with
        a heading (``in user code:``), its last line stands in its place: that says what failed."""
        if not self.error:
            return ""
        lines = [line.strip() for line in str(self.error["message"]).splitlines() if line.strip()]
        if len(lines) > 1 and lines[0].endswith(":"):
            return f"{self.error['type']}: {lines[-1]}"
        return f"{self.error['type']}: {' '.join(lines)}"


@dataclass(frozen=True)
class Answer:
    """``reason_code`` names a sentence of the catalogue ``probe``; ``details`` fill it."""

    verdict: Verdict
    reason_code: str
    details: Mapping[str, str] = field(default_factory=dict)
    quantity: float | None = None
