"""From evidence to verdicts, by the rules that the claims declare."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from statistics import median
from typing import Any, TypeVar

from pydantic import ValidationError

from isograd.claims.model import Claim, Condition, Judged, Ledger, Outcome, Relation, Verdict
from isograd.evidence.answers import Given, inquiry
from isograd.evidence.document import comparison
from isograd.evidence.model import CellResult, Estimate
from isograd.evidence.store import Store
from isograd.i18n import text
from isograd.probing.load import places, questions
from isograd.registry import frameworks, is_of

LANGUAGES = ("en", "zh")
T = TypeVar("T")


@dataclass
class Evidence:
    """What decides: the newest answer to each question and the newest cell of each task."""

    answers: dict[tuple[str, str, str], Given] = field(default_factory=dict)
    cells: dict[tuple[str, str, str, str], CellResult] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # of another version of isograd
    machine: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


def gather(store: Store, claims: Sequence[Claim], runs: Sequence[str] = ()) -> Evidence:
    """The evidence of ``runs`` (identifiers), or of all of the store that were made on one machine
    and not imported; comparisons only of tasks that a claim asks for. What has no verdict yet never
    hides an older answer that has one."""
    found = Evidence()
    tasks = {condition.task for claim in claims for condition in claim.conditions}
    summaries = [run for run in store.runs() if (run.id in runs if runs else not run.imported)]
    for summary in sorted(summaries, key=lambda run: run.created, reverse=True):
        plan = store.plan(summary.id)
        if plan.variant != "default":
            continue
        if plan.about == "comparison" and plan.task not in tasks:
            continue
        add = _add_answers if plan.about == "probe" else _add_cells
        try:
            used = add(found, store, summary.id)
        except ValidationError:  # written by an isograd whose records had another form
            found.unread.append(summary.id)
            continue
        if used:
            found.runs.append(summary.id)
            info = store.info(summary.id)
            found.machine = found.machine or info.machine
            for environment in info.environments.values():
                found.versions = _of_frameworks(environment.get("versions", {})) | found.versions
    return found


def _of_frameworks(installed: Mapping[str, str]) -> dict[str, str]:
    """The distributions of the frameworks themselves."""
    packages = [framework.package for framework in frameworks().values()]
    return {name: v for name, v in installed.items() if any(is_of(name, p) for p in packages)}


def _add_answers(found: Evidence, store: Store, run: str) -> bool:
    used = False
    document = inquiry(store, run)
    for question in document.questions:
        for given in question.answers:
            key = question.id, given.framework, given.mode
            if given.verdict not in ("error", "not_run") and key not in found.answers:
                found.answers[key] = given
                used = True
    return used


def _add_cells(found: Evidence, store: Store, run: str) -> bool:
    used = False
    document = comparison(store, run)
    for cell in document.cells:
        key = document.task.id, cell.framework, cell.mode, cell.dtype
        kept = found.cells.get(key)
        better = kept is not None and not kept.timings and cell.timings and cell.status == "ok"
        if cell.status != "missing" and (kept is None or better):
            found.cells[key] = cell
            used = True
    return used


def ledger(claims: Iterable[Claim], evidence: Evidence) -> Ledger:
    return Ledger(
        runs=evidence.runs,
        unread=evidence.unread,
        machine=evidence.machine,
        versions=evidence.versions,
        claims=[judged(claim, evidence) for claim in claims],
    )


def judged(claim: Claim, evidence: Evidence) -> Judged:
    """The verdict on one claim. Lacking evidence never decides against it, nor for it: a claim is
    `untestable` while what is known leaves both open."""
    outcomes = [outcome(condition, evidence) for condition in claim.conditions]
    verdict, reason_code, reason = _verdict(claim, outcomes)
    used = dict.fromkeys(record for made in outcomes for record in made.evidence)
    held = sum(made.holds is True for made in outcomes)
    return Judged(
        id=claim.id,
        dimension=claim.dimension,
        claim=claim.claim.model_dump(),
        tested=claim.tested.model_dump(),
        verdict=verdict,
        reason_code=reason_code,
        reason=reason,
        effect=f"{held}/{len(outcomes)}" if outcomes else "",
        evidence=list(used),
        outcomes=outcomes,
        citations=claim.citations,
    )


def _verdict(claim: Claim, outcomes: Sequence[Outcome]) -> tuple[Verdict, str, dict[str, str]]:
    if claim.untestable is not None:
        return "untestable", claim.untestable.reason_code, claim.untestable.reason.model_dump()
    assert claim.supported is not None and claim.contradicted is not None
    held = sum(made.holds is True for made in outcomes)
    enough = _enough(held, len(outcomes) - _open(outcomes), _open(outcomes), claim.least)
    must = [made.holds for made in outcomes if made.condition.required]
    if enough and all(must):
        return "supported", "conditions_hold", claim.supported.model_dump()
    if enough is False or False in must:
        return "contradicted", "conditions_fail", claim.contradicted.model_dump()
    asked = dict.fromkeys(
        made.condition.question or made.condition.task for made in outcomes if made.holds is None
    )
    names = ", ".join(asked)
    say = {lang: text("claims.pending", lang=lang, names=names) for lang in LANGUAGES}
    return "untestable", "evidence_pending", say


def _open(outcomes: Sequence[Outcome]) -> int:
    return sum(made.holds is None for made in outcomes)


def outcome(condition: Condition, evidence: Evidence) -> Outcome:
    """What the evidence says of one condition."""
    if condition.question:
        return _of_answers(condition, evidence)
    return (
        _of_latency(condition, evidence) if condition.relation else _of_parity(condition, evidence)
    )


def _of_answers(condition: Condition, evidence: Evidence) -> Outcome:
    known = {
        f"{framework}/{mode}": given
        for (question, framework, mode), given in evidence.answers.items()
        if question == condition.question
    }
    asked = _asked(condition.question)
    mine, lacks = _at(condition.at, known, asked, default_modes=condition.differs)
    if condition.differs:
        counts = Counter(given.verdict for given in mine)
        told = ", ".join(f"{verdict} {count}" for verdict, count in counts.most_common())
        apart = True if len(counts) > 1 else (None if lacks else False)
        return _outcome(condition, apart, told, lacks, mine)
    if condition.relation is None:
        hits = sum(given.verdict in condition.verdict for given in mine)
        held = _enough(hits, len(mine), len(lacks), condition.least)
        return _outcome(condition, held, f"{hits}/{len(mine)}", lacks, mine)
    theirs, also = _at(condition.than, known, asked)
    lacks += also
    a, b = _quantity(mine), _quantity(theirs)
    if lacks or a is None or b is None:
        return _outcome(condition, None, "", lacks, [*mine, *theirs])
    relation_holds, effect = _compare(a, b, condition.relation)
    return _outcome(condition, relation_holds, effect, lacks, [*mine, *theirs])


def _of_parity(condition: Condition, evidence: Evidence) -> Outcome:
    known: dict[str, list[CellResult]] = {}
    for (task, framework, mode, _), cell in evidence.cells.items():
        if task == condition.task:
            known.setdefault(f"{framework}/{mode}", []).append(cell)
    everywhere = [f"{f.id}/{mode.id}" for f in frameworks().values() for mode in f.modes]
    groups, lacks = _at(condition.at, known, everywhere)
    cells = [cell for group in groups for cell in group]
    hits = sum(cell.status == "ok" for cell in cells)
    told = f"{hits}/{len(cells)}"
    if not condition.expect:
        # Only the framework's refusal counts; a deviation or a time-out may be ours.
        refused = any(cell.status == "unsupported" for cell in cells)
        held = True if refused else (None if lacks or hits < len(cells) else False)
        return _made(condition, held, told, lacks, cells)
    return _outcome(
        condition, _enough(hits, len(cells), len(lacks), condition.least), told, lacks, cells
    )


def _enough(hits: int, known: int, lacking: int, least: float) -> bool | None:
    """Whether the share is reached whatever the lacking places say; None while that is open."""
    needed = least * (known + lacking) - 1e-9
    if known and hits >= needed:
        return True
    return None if hits + lacking >= needed else False


@cache
def _asked(question: str) -> list[str]:
    """All places that a question is put to; none for one that is not known here."""
    known = questions().get(question)
    return [f"{p.framework.id}/{p.mode.id}" for p in places(known)] if known else []


def _of_latency(condition: Condition, evidence: Evidence) -> Outcome:
    known: dict[str, tuple[CellResult, Estimate]] = {}
    for (task, framework, mode, _), cell in evidence.cells.items():
        if task == condition.task and cell.timings:
            made = cell.timings[0].quantities.get("latency")
            if made is not None and made.low is not None:
                known[f"{framework}/{mode}"] = cell, made
    mine, lacks = _at(condition.at, known, ())
    theirs, also = _at(condition.than, known, ())
    lacks += also
    cells = [cell for cell, _ in [*mine, *theirs]]
    if lacks:
        return _outcome(condition, None, "", lacks, cells)
    pairs = [(a, b) for _, a in mine for _, b in theirs]
    apart = [_apart(a, b, condition.relation) for a, b in pairs]
    ratio = median(a.value / b.value for a, b in pairs)
    return _outcome(condition, all(apart), f"×{ratio:.3g}", lacks, cells)


def _apart(a: Estimate, b: Estimate, relation: Relation | None) -> bool:
    """Whether two intervals lie apart in that order."""
    assert a.low is not None and a.high is not None and b.low is not None and b.high is not None
    if relation == "less":
        return a.high < b.low
    return a.low > b.high if relation == "more" else a.low <= b.high and b.low <= a.high


_RELATIONS: dict[Relation, tuple[str, Callable[[float, float], bool]]] = {
    "less": ("<", lambda a, b: a < b),
    "more": (">", lambda a, b: a > b),
    "equal": ("=", lambda a, b: a == b),
}


def _compare(a: float, b: float, relation: Relation) -> tuple[bool, str]:
    sign, holds = _RELATIONS[relation]
    held = holds(a, b)
    return held, f"{a:.4g} {sign if held else 'not ' + sign} {b:.4g}"


def _quantity(answers: Sequence[Given]) -> float | None:
    found = [given.quantity for given in answers if given.quantity is not None]
    return median(found) if found else None


def _at(
    wanted: Sequence[str],
    known: Mapping[str, T],
    everywhere: Sequence[str],
    *,
    default_modes: bool = False,
) -> tuple[list[T], list[str]]:
    """What is known at the wanted places, and the places of which nothing is. ``*`` stands for
    everywhere, or for each framework's default mode; a framework for its modes among them."""
    default = {f"{f.id}/{f.default_mode}" for f in frameworks().values()}
    meant: dict[str, None] = {}
    for place in wanted:
        if "/" in place:
            meant[place] = None
        else:
            mine = [name for name in everywhere if place in ("*", name.split("/")[0])]
            if default_modes:
                mine = [name for name in mine if name in default]
            meant |= dict.fromkeys(mine or [place])
    found = [known[place] for place in meant if place in known]
    return found, [place for place in meant if place not in known]


def _outcome(
    condition: Condition,
    held: bool | None,
    effect: str,
    lacks: list[str],
    used: Sequence[Given | CellResult],
) -> Outcome:
    if held is not None:
        held = held == condition.expect
    return _made(condition, held, effect, lacks, used)


def _made(
    condition: Condition,
    held: bool | None,
    effect: str,
    lacks: list[str],
    used: Sequence[Given | CellResult],
) -> Outcome:
    records = dict.fromkeys(record for one in used for record in one.evidence)
    return Outcome(
        condition=condition, holds=held, effect=effect, lacks=lacks, evidence=list(records)
    )
