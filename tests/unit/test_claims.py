"""Every rule can come out for its claim and against it; lacking evidence decides nothing."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from pydantic import ValidationError

from isograd.claims.decide import Evidence, judged, ledger
from isograd.claims.load import choose, claims, read
from isograd.claims.model import Claim, Condition
from isograd.claims.wording import told
from isograd.errors import UsageError
from isograd.evidence.answers import AnswerVerdict, Given
from isograd.evidence.model import CellResult, CellTiming, Estimate
from isograd.probing.load import places, questions
from isograd.registry import frameworks
from isograd.suite import load as suite

MODES = [f"{f.id}/{mode.id}" for f in frameworks().values() for mode in f.modes]
TESTABLE = [claim.id for claim in claims().values() if claim.conditions]
DEFAULTS = {f"{f.id}/{f.default_mode}" for f in frameworks().values()}
OTHER: dict[str, AnswerVerdict] = {"yes": "no", "partly": "yes", "no": "yes"}


def meant(place: str, question: str) -> list[str]:
    """The places that a rule means by one word, among those that its question is put to."""
    if "/" in place:
        return [place]
    asked = [f"{p.framework.id}/{p.mode.id}" for p in places(questions()[question])]
    return [name for name in asked if place in ("*", name.split("/")[0])]


class Synthetic:
    """Evidence made so that every condition holds, or that none does."""

    def __init__(self, conditions: Iterable[Condition], *, hold: bool) -> None:
        self.evidence = Evidence()
        # What differs goes last: it fills up what the other conditions left open.
        for condition in sorted(conditions, key=lambda one: one.differs):
            self._serve(condition, hold == condition.expect)

    def _serve(self, condition: Condition, hold: bool) -> None:
        if condition.task:
            self._cells(condition, hold)
            return
        at = [name for place in condition.at for name in meant(place, condition.question)]
        if condition.differs:
            first, *rest = [name for name in at if name in DEFAULTS]
            framework, mode = first.split("/")
            kept = self.evidence.answers.get((condition.question, framework, mode))
            same: AnswerVerdict = kept.verdict if kept else "yes"
            self.answer(condition.question, first, same)
            for place in rest:
                self.answer(condition.question, place, OTHER[same] if hold else same)
        elif condition.relation:
            less = (condition.relation == "less") == hold
            for place in at:
                self.answer(condition.question, place, "yes", 1.0 if less else 3.0)
            for place in condition.than:
                for name in meant(place, condition.question):
                    self.answer(condition.question, name, "yes", 2.0)
        else:
            (verdict, *_) = condition.verdict
            wrong = next(v for v in OTHER if v not in condition.verdict)
            for place in at:
                self.answer(condition.question, place, verdict if hold else wrong)

    def answer(
        self, question: str, place: str, verdict: str, quantity: float | None = None
    ) -> None:
        framework, mode = place.split("/")
        key = question, framework, mode
        kept = self.evidence.answers.get(key)
        self.evidence.answers[key] = Given(
            framework=framework,
            mode=mode,
            verdict=verdict,  # type: ignore[arg-type]
            quantity=quantity if kept is None or quantity is not None else kept.quantity,
            reason_code="",
            details={},
            reason="",
            attempts=1,
            evidence=["-".join(key)],
        )

    def _cells(self, condition: Condition, hold: bool) -> None:
        at = MODES if condition.at == ["*"] else condition.at
        for number, place in enumerate(at):
            framework, mode = place.split("/")
            bad = "wrong" if condition.expect else "unsupported"
            cell = CellResult(
                framework=framework,
                mode=mode,
                dtype="float32",
                variant="default",
                status="ok" if hold or number else bad,  # type: ignore[arg-type]
                evidence=[f"{condition.task}-{place}"],
            )
            self.evidence.cells[condition.task, framework, mode, "float32"] = cell


@pytest.mark.parametrize("name", TESTABLE)
def test_a_rule_can_come_out_for_the_claim(name: str) -> None:
    claim = claims()[name]
    made = judged(claim, Synthetic(claim.conditions, hold=True).evidence)
    assert ("supported", "conditions_hold") == (made.verdict, made.reason_code), made.outcomes
    assert claim.supported is not None and claim.supported.model_dump() == made.reason
    assert [] != made.evidence


@pytest.mark.parametrize("name", TESTABLE)
def test_a_rule_can_come_out_against_the_claim(name: str) -> None:
    claim = claims()[name]
    made = judged(claim, Synthetic(claim.conditions, hold=False).evidence)
    assert ("contradicted", "conditions_fail") == (made.verdict, made.reason_code), made.outcomes
    assert [] != made.evidence


@pytest.mark.parametrize("name", TESTABLE)
def test_without_evidence_nothing_is_decided(name: str) -> None:
    made = judged(claims()[name], Evidence())
    assert ("untestable", "evidence_pending", []) == (
        made.verdict,
        made.reason_code,
        made.evidence,
    )


def test_every_identifier_is_there_in_its_order() -> None:
    wanted = [*(f"W{n}" for n in range(6)), "U1", *(f"B{n}" for n in range(1, 5))]
    wanted += [f"{letter}{n}" for letter in "CAD" for n in range(1, 4)]
    wanted += [f"R{n}" for n in range(1, 8)]
    assert wanted == list(claims())


def test_the_rules_ask_what_there_is() -> None:
    conditions = [c for claim in claims().values() for c in claim.conditions]
    assert set() == {c.question for c in conditions if c.question} - set(questions())
    assert set() == {c.task for c in conditions if c.task} - set(suite.names())
    named = {(c.question, place) for c in conditions for place in (*c.at, *c.than) if place != "*"}
    assert set() == {place for _, place in named} - set(MODES) - set(frameworks())
    assert [] == [(name, place) for name, place in named if name and not _is_asked(name, place)]


def _is_asked(question: str, place: str) -> bool:
    asked = {f"{p.framework.id}/{p.mode.id}" for p in places(questions()[question])}
    return place in asked if "/" in place else any(name.startswith(f"{place}/") for name in asked)


def test_claims_that_questions_bear_on_exist() -> None:
    named = {name for question in questions().values() for name in question.sheet.claims}
    assert set() == named - set(claims())


def test_the_untestable_name_what_would_test_them() -> None:
    pending = {
        claim.id: claim.untestable.reason_code
        for claim in claims().values()
        if claim.untestable is not None
    }
    final = [name for name, code in pending.items() if code != "evidence_pending"]
    assert len(final) <= 8
    assert {"D2", "D3", "R5"} == set(final)


def test_a_share_of_the_places_may_be_enough() -> None:
    asked = "graph/print-fires"
    condition = Condition(question=asked, at=["jax/eager", "jax/jit"], verdict=["yes"], least=0.5)
    synthetic = Synthetic([condition], hold=True)
    synthetic.answer(asked, "jax/jit", "no")
    assert "supported" == judged(_claim(condition), synthetic.evidence).verdict
    synthetic.answer(asked, "jax/eager", "no")
    assert "contradicted" == judged(_claim(condition), synthetic.evidence).verdict


def test_what_is_not_known_yet_decides_neither_way() -> None:
    asked = "graph/print-fires"
    differs = Condition(question=asked, differs=True)
    everywhere = Condition(question=asked, verdict=["yes"], least=0.9)
    evidence = Synthetic([], hold=True)
    evidence.answer(asked, "pytorch/eager", "yes")
    evidence.answer(asked, "jax/eager", "yes")
    for condition in (differs, everywhere):
        assert "untestable" == judged(_claim(condition), evidence.evidence).verdict
    evidence.answer(asked, "jax/eager", "no")
    assert "supported" == judged(_claim(differs), evidence.evidence).verdict


def test_modes_of_one_framework_do_not_make_frameworks_differ() -> None:
    asked = "graph/print-fires"
    evidence = Synthetic([Condition(question=asked, differs=True)], hold=False)
    evidence.answer(asked, "jax/jit", "no")
    condition = Condition(question=asked, differs=True)
    assert "contradicted" == judged(_claim(condition), evidence.evidence).verdict


def test_a_required_condition_cannot_be_outvoted() -> None:
    asked = ("graph/print-fires", "graph/recursion", "graph/list-append")
    conditions = [Condition(question=one, at=["jax/jit"], verdict=["yes"]) for one in asked]
    evidence = Synthetic(conditions, hold=True)
    evidence.answer(asked[0], "jax/jit", "no")
    assert "supported" == judged(_claim(*conditions, least=0.5), evidence.evidence).verdict
    conditions[0] = conditions[0].model_copy(update={"required": True})
    assert "contradicted" == judged(_claim(*conditions, least=0.5), evidence.evidence).verdict


@pytest.mark.parametrize(
    ("status", "verdict"),
    [("ok", "contradicted"), ("wrong", "untestable"), ("unsupported", "supported")],
)
def test_only_a_refusal_shows_that_a_task_cannot_be_written(status: str, verdict: str) -> None:
    condition = Condition(task="vae", expect=False)
    evidence = Synthetic([condition], hold=False).evidence
    key = ("vae", "jax", "jit", "float32")
    changed = evidence.cells[key].model_copy(update={"status": status})
    evidence.cells = {k: c.model_copy(update={"status": "ok"}) for k, c in evidence.cells.items()}
    evidence.cells[key] = changed
    assert verdict == judged(_claim(condition), evidence).verdict


@pytest.mark.parametrize(
    ("high", "verdict"), [(1.9, "supported"), (2.1, "contradicted")], ids=["apart", "overlap"]
)
def test_step_times_differ_only_where_their_intervals_do_not_meet(
    high: float, verdict: str
) -> None:
    evidence = Evidence()
    for place, interval in {"jax/jit": (1.0, high), "jax/eager": (2.0, 3.0)}.items():
        framework, mode = place.split("/")
        low, upper = interval
        estimate = Estimate(value=(low + upper) / 2, low=low, high=upper, launches=5)
        cell = CellResult(
            framework=framework,
            mode=mode,
            dtype="float32",
            variant="default",
            status="ok",
            timings=[CellTiming(threads=1, quantities={"latency": estimate})],
            evidence=[place],
        )
        evidence.cells["vae", framework, mode, "float32"] = cell
    condition = Condition(task="vae", at=["jax/jit"], relation="less", than=["jax/eager"])
    assert verdict == judged(_claim(condition), evidence).verdict


def test_the_ledger_names_what_decided() -> None:
    claim = claims()["B1"]
    evidence = Synthetic(claim.conditions, hold=True).evidence
    (one,) = ledger([claim], evidence).claims
    assert {given.evidence[0] for given in evidence.answers.values()} == set(one.evidence)


def test_conditions_are_told_in_both_languages() -> None:
    for claim in claims().values():
        for condition in claim.conditions:
            for lang in ("en", "zh"):
                assert (condition.question or condition.task) in told(condition, lang)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "a claim has conditions"),
        ('[[conditions]]\nquestion = "q"\n', "held to a verdict"),
        ('[[conditions]]\nquestion = "q"\ntask = "t"\n', "about a question or about a task"),
        ('[[conditions]]\ntask = "t"\nrelation = "less"\n', "both `than` and `relation`"),
        ("surprise = 1\n", "surprise"),
    ],
)
def test_a_malformed_claim_is_named(text: str, part: str, tmp_path: Path) -> None:
    head = 'dimension = "A"\nclaim = { en = "a", zh = "a" }\ntested = { en = "a", zh = "a" }\n'
    (tmp_path / "X1.toml").write_text(head + text, "utf-8")
    with pytest.raises(Exception, match=re.escape("X1.toml")) as told_of:
        read(tmp_path / "X1.toml")
    assert part in str(told_of.value)
    assert isinstance(told_of.value.__cause__, ValidationError)


def test_an_unknown_claim_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"did you mean .B"):
        choose(["B9"])


def _claim(*conditions: Condition, least: float = 1.0) -> Claim:
    said = {"en": "s", "zh": "s"}
    return Claim.model_validate(
        {
            "id": "X1",
            "dimension": "A",
            "claim": said,
            "tested": said,
            "least": least,
            "conditions": conditions,
            "supported": said,
            "contradicted": said,
        }
    )
