"""From answers and claims to what the pages of a probe run show, in one language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from isograd import registry
from isograd.claims.model import Judged, Ledger
from isograd.claims.wording import told
from isograd.evidence.answers import Asked, Given, Inquiry
from isograd.i18n import text
from isograd.probing.concepts import Dictionary
from isograd.report import code
from isograd.report import format as fmt
from isograd.report.cells import record_anchor
from isograd.report.words import Reason, Words

SYMBOLS = {"yes": "✓", "partly": "◐", "no": "✗", "error": "!", "not_run": "–"}
CLAIM_SYMBOLS = {"supported": "✓", "contradicted": "✗", "untestable": "?"}
DIMENSIONS = ("A", "B", "C", "D", "E")
SHOWN = 4000  # characters of an output; the record has all of it


@dataclass(frozen=True)
class Answer:
    framework: str  # as shown
    mode: str
    verdict: str
    symbol: str
    words: str
    quantity: str
    reason: Reason
    disagreement: str
    applied: str
    output: str
    error: str
    link: str  # the framework's documentation
    records: Sequence[tuple[str, str]]  # identifier, anchor


@dataclass(frozen=True)
class Group:
    """All who gave the same answer for the same reason."""

    verdict: str
    symbol: str
    words: str
    reason: Reason
    who: str


@dataclass(frozen=True)
class Program:
    file: str
    code: Markup
    runner_file: str  # of the second stage, if the question has one
    runner: Markup
    answers: Sequence[Answer]


@dataclass(frozen=True)
class Question:
    id: str
    anchor: str
    page: str  # of its topic, without the language
    question: str
    why: str
    measures: str
    claims: Sequence[str]
    separates: bool
    by_framework: Mapping[str, Sequence[Answer]]
    groups: Sequence[Group]
    programs: Sequence[Program]


@dataclass(frozen=True)
class Topic:
    id: str
    page: str
    name: str
    about: str
    questions: Sequence[Question]

    @property
    def separating(self) -> int:
        return sum(question.separates for question in self.questions)


@dataclass(frozen=True)
class ConditionRow:
    symbol: str
    words: str
    effect: str
    question: Question | None


@dataclass(frozen=True)
class ClaimView:
    id: str
    claim: str
    tested: str
    verdict: str
    symbol: str
    words: str
    reason: str
    effect: str
    conditions: Sequence[ConditionRow]
    citations: Sequence[tuple[str, str, str]]  # what it says, link, date
    records: int


@dataclass(frozen=True)
class DimensionView:
    id: str
    page: str
    name: str
    about: str
    claims: Sequence[ClaimView]
    questions: Sequence[Question]


@dataclass(frozen=True)
class TrapView:
    says: str
    question: str
    page: str
    anchor: str
    answers: str
    convention: str


@dataclass(frozen=True)
class EntryView:
    """A concept of the dictionary."""

    id: str
    group: str
    name: str
    about: str
    words: str  # what it is looked for by
    snippets: Sequence[tuple[str, Markup, str]]  # framework, code, link
    traps: Sequence[TrapView]


@dataclass(frozen=True)
class Overview:
    topics: Sequence[Topic]
    dimensions: Sequence[DimensionView]
    claims: Sequence[ClaimView]
    frameworks: Sequence[str]
    questions: int
    answers: int
    separating: int
    counts: Sequence[tuple[str, str, str, int]]  # verdict, symbol, words, how many
    unsure: Sequence[tuple[Question, Answer]]
    created: str
    machine: str
    versions: Sequence[tuple[str, str]]


def overview(inquiry: Inquiry, ledger: Ledger, words: Words) -> Overview:
    """Everything that the pages show."""
    lang = words.lang
    questions = [_question(asked, words) for asked in inquiry.questions]
    topics = [
        Topic(
            id=identifier,
            page=f"topic-{identifier}",
            name=texts["name"][lang],
            about=texts["about"][lang],
            questions=[q for q in questions if q.id.split("/")[0] == identifier],
        )
        for identifier, texts in inquiry.topics.items()
    ]
    known = {question.id: question for question in questions}
    claims = {one.id: _claim(one, known, words) for one in ledger.claims}
    given = [answer for q in questions for answers in q.by_framework.values() for answer in answers]
    machine = inquiry.run.machine
    return Overview(
        topics=topics,
        dimensions=[_dimension(name, ledger, claims, questions, words) for name in DIMENSIONS],
        claims=list(claims.values()),
        frameworks=_frameworks(inquiry, words),
        questions=len(questions),
        answers=len(given),
        separating=sum(question.separates for question in questions),
        counts=[
            (verdict, symbol, words(f"verdict_{verdict}"), count)
            for verdict, symbol in SYMBOLS.items()
            if (count := sum(answer.verdict == verdict for answer in given))
        ],
        unsure=[
            (question, answer)
            for question in questions
            for answers in question.by_framework.values()
            for answer in answers
            if answer.disagreement
        ],
        created=fmt.moment(inquiry.run.created),
        machine=f"{machine.get('cpu', '')}, {machine.get('system', '')}",
        versions=sorted(ledger.versions.items()),
    )


def entries(concepts: Dictionary, inquiry: Inquiry, words: Words) -> list[EntryView]:
    """The dictionary, in display order; it links to questions that have a page in this report."""
    asked = {question.id for question in inquiry.questions}
    lang = words.lang
    return [
        EntryView(
            id=entry.id,
            group=text(f"rosetta.group_{entry.group}", lang),
            name=entry.name[lang],
            about=entry.about[lang],
            words=" ".join([entry.id, *entry.name.values(), *entry.aka]),
            snippets=[
                (words.framework(one.framework), code.highlight(one.code.rstrip()), one.link)
                for one in entry.snippets
            ],
            traps=[
                TrapView(
                    says=trap.says[lang],
                    question=trap.question,
                    page=f"topic-{trap.question.split('/')[0]}" if trap.question in asked else "",
                    anchor=fmt.slug(trap.question),
                    answers=words.listed(
                        [f"{place} {_told(t, words)}" for place, t in trap.answers.items()]
                    ),
                    convention=f"{trap.convention}: {trap.formula}" if trap.convention else "",
                )
                for trap in entry.traps
            ],
        )
        for entry in concepts.concepts
    ]


def _told(answer: str, words: Words) -> str:
    """``yes (0.5)`` in the page's language."""
    verdict, _, quantity = answer.partition(" ")
    return f"{words(f'verdict_{verdict}')} {quantity}".rstrip()


def _frameworks(inquiry: Inquiry, words: Words) -> list[str]:
    asked = {answer.framework for question in inquiry.questions for answer in question.answers}
    known = [name for name in registry.frameworks() if name in asked]
    return [words.framework(name) for name in [*known, *sorted(asked - set(known))]]


def _question(asked: Asked, words: Words) -> Question:
    answers = [_answer(given, words) for given in asked.answers]
    by_framework: dict[str, list[Answer]] = {}
    for answer in answers:
        by_framework.setdefault(answer.framework, []).append(answer)
    return Question(
        id=asked.id,
        anchor=fmt.slug(asked.id),
        page=f"topic-{asked.topic}",
        question=asked.question[words.lang],
        why=asked.why[words.lang],
        measures=asked.measures.get(words.lang, ""),
        claims=asked.claims,
        separates=asked.separates,
        by_framework=by_framework,
        groups=list(_groups(answers)),
        programs=_programs(asked.answers, answers),
    )


def _answer(given: Given, words: Words) -> Answer:
    verdicts = [words(f"verdict_{verdict}") for verdict in given.disagreement]
    return Answer(
        framework=words.framework(given.framework),
        mode=given.mode,
        verdict=given.verdict,
        symbol=SYMBOLS[given.verdict],
        words=words(f"verdict_{given.verdict}"),
        quantity="" if given.quantity is None else f"{given.quantity:.4g}",
        reason=words.reason(given.reason_code, given.reason, given.details),
        disagreement=words.listed(verdicts),
        applied=given.applied,
        output=_cut(given.output, words),
        error=_cut(given.error, words),
        link=given.documented,
        records=[(identifier, record_anchor(identifier)) for identifier in given.evidence],
    )


def _cut(output: str, words: Words) -> str:
    output = output.strip("\n")
    if len(output) <= SHOWN:
        return output
    return f"{output[:SHOWN]}\n{words('cut', left=len(output) - SHOWN)}"


def _groups(answers: Iterable[Answer]) -> Iterable[Group]:
    alike: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        alike.setdefault((answer.verdict, answer.reason.words), []).append(answer)
    order = list(SYMBOLS)
    for (verdict, _), mine in sorted(alike.items(), key=lambda item: order.index(item[0][0])):
        who = "; ".join(
            f"{framework} {', '.join(a.mode for a in mine if a.framework == framework)}"
            for framework in dict.fromkeys(answer.framework for answer in mine)
        )
        yield Group(verdict, mine[0].symbol, mine[0].words, mine[0].reason, who)


def _programs(given: Sequence[Given], answers: Sequence[Answer]) -> list[Program]:
    """The distinct programs, each with the answers that it got."""
    found: dict[tuple[str, str, str, str], list[Answer]] = {}
    for one, answer in zip(given, answers, strict=True):
        if one.code:
            key = one.file, one.code, one.runner_file, one.runner_code
            found.setdefault(key, []).append(answer)
    return [
        Program(file, code.highlight(text), runner_file, code.highlight(runner), mine)
        for (file, text, runner_file, runner), mine in found.items()
    ]


def _claim(one: Judged, questions: Mapping[str, Question], words: Words) -> ClaimView:
    lang = words.lang
    return ClaimView(
        id=one.id,
        claim=one.claim[lang],
        tested=one.tested[lang],
        verdict=one.verdict,
        symbol=CLAIM_SYMBOLS[one.verdict],
        words=text(f"claims.{one.verdict}", lang),
        reason=one.reason[lang],
        effect=one.effect,
        conditions=[
            ConditionRow(
                symbol={True: "✓", False: "✗", None: "?"}[made.holds],
                words=told(made.condition, lang),
                effect=made.effect,
                question=questions.get(made.condition.question),
            )
            for made in one.outcomes
        ],
        citations=[(c.says.model_dump()[lang], c.source, c.date) for c in one.citations],
        records=len(one.evidence),
    )


def _dimension(
    name: str,
    ledger: Ledger,
    claims: Mapping[str, ClaimView],
    questions: Sequence[Question],
    words: Words,
) -> DimensionView:
    mine = [one for one in ledger.claims if one.dimension == name]
    deciding = {made.condition.question for one in mine for made in one.outcomes}
    bearing = {one.id for one in mine}
    return DimensionView(
        id=name,
        page=f"dimension-{name.lower()}",
        name=words(f"dimension_{name.lower()}"),
        about=words(f"dimension_{name.lower()}_about"),
        claims=[claims[one.id] for one in mine],
        questions=[q for q in questions if q.id in deciding or bearing & set(q.claims)],
    )
