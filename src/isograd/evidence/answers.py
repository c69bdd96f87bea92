"""What probes found: records of single attempts, and the document that puts them together.

A question asked several times has one answer only where all attempts agree; where they do not, that
is itself the finding, and the verdict shown is the least favourable one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import ConfigDict, Field

from isograd.errors import UsageError
from isograd.evidence.model import Record, RunInfo, Strict
from isograd.evidence.store import Store
from isograd.i18n import sentence, text

AnswerVerdict = Literal["yes", "partly", "no", "error", "not_run"]
# From the most to the least favourable.
ORDER: tuple[AnswerVerdict, ...] = ("yes", "partly", "no", "error", "not_run")


class Attempt(Strict):
    """Payload of an answer's record: one attempt and what it amounts to."""

    about: Literal["answer"] = "answer"
    verdict: AnswerVerdict
    reason_code: str
    details: dict[str, str] = Field(default_factory=dict)
    reason: str  # the English sentence
    quantity: float | None = None
    repetition: int = 1
    inputs: dict[str, Any] = Field(default_factory=dict)
    values: dict[str, Any] = Field(default_factory=dict)  # what the program returned
    output: str = ""  # what it printed
    error: dict[str, Any] = Field(default_factory=dict)  # what it raised
    seconds: float = 0.0
    versions: dict[str, str] = Field(default_factory=dict)
    # Both stages of a question that has two; the above is then the second, or the first alone.
    stages: list["Stage"] = Field(default_factory=list)


class Stage(Strict):
    """One of the two programs of a question: what it came to, and where."""

    environment: str
    requirements_sha256: str
    versions: dict[str, str]  # of all that is installed there
    values: dict[str, Any]
    output: str
    error: dict[str, Any]
    seconds: float


class Given(Strict):
    """The answer of one framework in one mode."""

    framework: str
    mode: str
    verdict: AnswerVerdict
    quantity: float | None  # the median over the attempts
    reason_code: str
    details: dict[str, str]
    reason: str
    attempts: int
    # Verdicts of the attempts, where they differ; then the answer depends on chance.
    disagreement: list[AnswerVerdict] = Field(default_factory=list)
    file: str = ""
    code: str = ""
    applied: str = ""
    runner_file: str = ""  # the program of the second stage
    runner_code: str = ""
    output: str = ""
    error: str = ""  # what a user would see of it
    documented: str = ""  # where the framework's documentation says so
    evidence: list[str]


class Asked(Strict):
    """One question with its answers, in display order."""

    id: str
    topic: str
    question: dict[str, str]  # by language
    why: dict[str, str]
    measures: dict[str, str] = Field(default_factory=dict)
    claims: list[str]
    # Whether two frameworks or modes answer it differently.
    separates: bool
    answers: list[Given]


class Inquiry(Strict):
    """``isograd probe --json``."""

    schema_: Literal["isograd/probe"] = Field(default="isograd/probe", alias="schema")
    version: Literal[1] = 1
    run: RunInfo
    topics: dict[str, dict[str, dict[str, str]]]  # id -> name | about -> language -> text
    questions: list[Asked]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def inquiry(store: Store, run: str) -> Inquiry:
    """One probe run as a document; what has no attempt yet is `not_run`.

    Raises `UsageError` for a run of another kind.
    """
    plan = store.plan(run)
    if plan.about != "probe":
        raise UsageError(text("probe.no_probe_run", run=run), hint=text("probe.no_probe_run_hint"))
    by_cell: dict[str, list[Record]] = {}
    for record in store.records(run):
        if record.cell is not None:
            by_cell.setdefault(record.cell.key, []).append(record)
    answers: dict[str, list[Given]] = {}
    sheets = plan.settings["questions"]
    for cell in plan.cells:
        records = by_cell.get(cell.key, [])
        links = sheets[cell.task]["documented"]
        link = links.get(f"{cell.framework}/{cell.mode}", links.get(cell.framework, ""))
        given = _given(store, cell.framework, cell.mode, records, link)
        answers.setdefault(cell.task, []).append(given)
    asked = []
    for name, sheet in sheets.items():
        mine = answers.get(name, [])
        asked.append(
            Asked(
                id=name,
                topic=name.split("/")[0],
                question=sheet["question"],
                why=sheet["why"],
                measures=sheet["measures"] or {},
                claims=sheet["claims"],
                separates=separates(mine),
                answers=mine,
            )
        )
    info = store.info(run)
    kept = {k: v for k, v in info.settings.items() if k not in ("questions", "topics")}
    return Inquiry(
        run=info.model_copy(update={"settings": kept}),
        topics=plan.settings["topics"],
        questions=asked,
    )


def newest(store: Store) -> dict[tuple[str, str, str], str]:
    """The newest answer to each question at each place, over all probe runs of the store: its
    verdict, and its quantity where there is one."""
    found: dict[tuple[str, str, str], str] = {}
    for summary in sorted(store.runs(), key=lambda run: run.created, reverse=True):
        if store.plan(summary.id).about != "probe":
            continue
        for record in store.records(summary.id, "verdict"):
            if record.cell is None:
                continue
            key = record.cell.task, record.cell.framework, record.cell.mode
            quantity = record.payload.get("quantity")
            told = str(record.payload["verdict"])
            found.setdefault(key, told if quantity is None else f"{told} ({quantity:.4g})")
    return found


def separates(answers: Sequence[Given]) -> bool:
    """Whether two of the answers that there are differ, in verdict or in what was counted."""
    firm = [a for a in answers if a.verdict not in ("error", "not_run") and not a.disagreement]
    return len({(a.verdict, a.quantity) for a in firm}) > 1


def _given(store: Store, framework: str, mode: str, records: Sequence[Record], link: str) -> Given:
    attempts = [Attempt.model_validate(record.payload) for record in records]
    if not attempts:
        return Given(
            framework=framework,
            mode=mode,
            verdict="not_run",
            quantity=None,
            reason_code="not_run",
            details={},
            reason=sentence("not_run", {}),
            attempts=0,
            documented=link,
            evidence=[],
        )
    verdicts = [attempt.verdict for attempt in attempts]
    shown = max(attempts, key=lambda attempt: ORDER.index(attempt.verdict))
    source: Mapping[str, Any] = {}
    for record in records:
        if record.source:
            source = store.read_fact(record.source)
    return Given(
        framework=framework,
        mode=mode,
        verdict=shown.verdict,
        quantity=_median([a.quantity for a in attempts if a.quantity is not None]),
        reason_code=shown.reason_code,
        details=shown.details,
        reason=shown.reason,
        attempts=len(attempts),
        disagreement=verdicts if len(set(verdicts)) > 1 else [],
        file=source.get("file", ""),
        code=source.get("text", ""),
        applied=source.get("applied", ""),
        runner_file=source.get("runner", {}).get("file", ""),
        runner_code=source.get("runner", {}).get("text", ""),
        output=shown.output,
        error=str(shown.error.get("text", "")),
        documented=link,
        evidence=[record.id for record in records],
    )


def _median(values: Sequence[float]) -> float | None:
    from statistics import median

    return float(median(values)) if values else None
