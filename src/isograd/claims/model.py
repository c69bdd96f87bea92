"""Claims, the conditions that decide them, and the ledger that ``isograd claims`` prints."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from isograd.registry import Text

Verdict = Literal["supported", "contradicted", "untestable"]
Relation = Literal["less", "more", "equal"]
Dimension = Literal["A", "B", "C", "D", "E"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Condition(_Strict):
    """One thing that must hold. Exactly one of ``question`` and ``task`` is given.

    Places are ``framework/mode``, ``framework`` (all its modes that have an answer) or ``*``.

    * ``question`` with ``verdict``: every answer at ``at`` is one of these.
    * ``question`` with ``differs``: not all answers at ``at`` have the same verdict; ``*`` is then
      the default mode of each framework.
    * ``question`` with ``relation``: the median quantity at ``at`` is less or more than the one at
      ``than``, or equal to it.
    * ``task`` alone: every cell at ``at``, in every dtype, is proven equal to the oracle.
    * ``task`` with ``relation``: the step's latency at ``at`` is less or more than at ``than``,
      with intervals that do not meet; every place is then a ``framework/mode``.

    ``expect = false`` turns a condition around; of a task it says that some cell is refused by its
    framework (`unsupported`). ``required``: without it the claim is not supported, whatever the
    others say.
    """

    question: str = ""
    task: str = ""
    at: list[str] = Field(default_factory=lambda: ["*"], min_length=1)
    verdict: list[str] = Field(default_factory=list)
    than: list[str] = Field(default_factory=list)
    relation: Relation | None = None
    differs: bool = False
    expect: bool = True
    required: bool = False
    least: float = Field(default=1.0, gt=0, le=1)  # share of the places that must hold

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if bool(self.question) == bool(self.task):
            raise ValueError("a condition is about a question or about a task")
        if bool(self.than) != (self.relation is not None):
            raise ValueError("a comparison has both `than` and `relation`")
        held_to = [bool(self.verdict), bool(self.relation), self.differs]
        if self.question and sum(held_to) != 1:
            raise ValueError("a question is held to a verdict, to a relation, or to differing")
        if self.task and (self.verdict or self.differs):
            raise ValueError("a task has no verdicts")
        return self


class Untestable(_Strict):
    """Why a claim cannot be tested, whatever the evidence, and what would test it."""

    reason_code: Literal["hardware", "data", "evidence_pending"]
    reason: Text


class Citation(_Strict):
    """A published figure or statement: shown beside a claim, never mixed with measurements."""

    says: Text
    source: str  # a link
    date: str  # of the source, YYYY or YYYY-MM-DD


class Claim(_Strict):
    """``ledger/<identifier>.toml``."""

    id: str  # the file's name
    dimension: Dimension
    claim: Text
    # What is tested in its place: a claim about ease or maturity is worded as its proxy.
    tested: Text
    conditions: list[Condition] = Field(default_factory=list)
    least: float = Field(default=1.0, gt=0, le=1)  # share of the conditions that must hold
    untestable: Untestable | None = None
    supported: Text | None = None  # one sentence for each verdict
    contradicted: Text | None = None
    citations: list[Citation] = Field(default_factory=list)

    @model_validator(mode="after")
    def _decidable(self) -> Self:
        if (self.untestable is None) != bool(self.conditions):
            raise ValueError("a claim has conditions, or says why it is untestable")
        if self.conditions and (self.supported is None or self.contradicted is None):
            raise ValueError("a testable claim has a sentence for both verdicts")
        return self


class Outcome(_Strict):
    """What the evidence says of one condition."""

    condition: Condition
    holds: bool | None  # None: evidence is lacking
    effect: str = ""  # in figures: "5 of 6", "0.15 < 0.56"
    lacks: list[str] = Field(default_factory=list)  # places without an answer
    evidence: list[str] = Field(default_factory=list)  # record identifiers


class Judged(_Strict):
    """One claim in the ledger."""

    id: str
    dimension: Dimension
    claim: dict[str, str]  # by language
    tested: dict[str, str]
    verdict: Verdict
    reason_code: str
    reason: dict[str, str]
    effect: str  # "7 of 8 conditions"
    evidence: list[str]
    outcomes: list[Outcome] = Field(default_factory=list)
    citations: list[Citation] = Field(default_factory=list)


class Ledger(_Strict):
    """``isograd claims --json``."""

    schema_: Literal["isograd/claims"] = Field(default="isograd/claims", alias="schema")
    version: Literal[1] = 1
    runs: list[str]  # the runs whose evidence was read
    unread: list[str]  # those that this version of isograd cannot read
    machine: dict[str, Any]
    versions: dict[str, str]  # of the frameworks, as the answers' workers told them
    claims: list[Judged]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
