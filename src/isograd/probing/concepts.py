"""The dictionary of concepts: the same idea in every framework, as a snippet that runs.

A concept is a question of the topic ``rosetta`` whose sheet has a ``concept`` table. What is shown
of a program is its imports and the part under ``# %% snippet``; the rest only asks it, so the
snippets are tested like any other program.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from isograd import registry
from isograd.errors import UsageError
from isograd.i18n import text, unknown
from isograd.probing.contract import Concept
from isograd.probing.load import Place, Question, places, questions
from isograd.probing.sources import api_names
from isograd.suite.conventions import CONVENTIONS

TOPIC = "rosetta"
_SECTION = re.compile(r"^# %% *(\w+)\s*$")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Snippet(_Strict):
    """How one framework says it."""

    framework: str
    file: str
    code: str
    names: list[str]  # the framework's names that it uses, dotted
    link: str = ""


class TrapShown(_Strict):
    """A difference that is easily missed, with what has been measured of it."""

    says: dict[str, str]
    frameworks: list[str]
    question: str = ""
    answers: dict[str, str] = Field(default_factory=dict)  # framework/mode -> verdict, quantity
    convention: str = ""
    formula: str = ""
    source: str = ""


class Entry(_Strict):
    """One concept."""

    id: str
    group: str
    name: dict[str, str]
    about: dict[str, str]
    aka: list[str]
    snippets: list[Snippet]
    traps: list[TrapShown]


class Dictionary(_Strict):
    """``isograd rosetta --json``."""

    schema_: Literal["isograd/rosetta"] = Field(default="isograd/rosetta", alias="schema")
    version: Literal[1] = 1
    asked: str = ""
    concepts: list[Entry]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


# (question, framework, mode) -> what was answered, in words; see `isograd.evidence.answers`.
Measured = Mapping[tuple[str, str, str], str]


@cache
def concepts() -> dict[str, Question]:
    """All concepts by name, in display order."""
    found = {
        question.id.split("/")[1]: question
        for question in questions().values()
        if question.topic == TOPIC
    }
    return found


def dictionary(asked: str = "", measured: Measured | None = None) -> Dictionary:
    """Everything, or what ``asked`` names: a concept, or an API name such as
    ``torch.nn.CrossEntropyLoss`` (its beginning may be left out). `UsageError` if there is none,
    with the nearest."""
    known = concepts()
    chosen = list(known.values())
    if asked:
        chosen = [known[asked]] if asked in known else _with_name(asked, chosen)
    return Dictionary(asked=asked, concepts=[_entry(one, measured or {}) for one in chosen])


def _with_name(asked: str, all_concepts: Sequence[Question]) -> list[Question]:
    """Concepts that a name of an API belongs to, or whose words hold what was asked."""
    names = {question.id: _names(question) for question in all_concepts}
    exact = [q for q in all_concepts if any(_means(name, asked) for name in names[q.id])]
    if exact:
        return exact
    wanted = asked.casefold()
    worded = [q for q in all_concepts if wanted in _words(q)]
    if worded:
        return worded
    every = [*concepts(), *sorted({name for found in names.values() for name in found})]
    near = get_close_matches(asked, every, n=1, cutoff=0.5)
    hint = text("rosetta.nearest", near=near[0]) if near else text("rosetta.list_hint")
    raise UsageError(unknown("concept", asked, list(concepts())), hint=hint)


def _means(name: str, asked: str) -> bool:
    """A name is meant by itself, by its end, and with a shorthand of its framework's."""
    return name == asked or name.endswith(f".{asked}") or name == _written_out(asked)


def _written_out(asked: str) -> str:
    head, dot, rest = asked.partition(".")
    for framework in registry.frameworks().values():
        head = framework.shorthands.get(head, head)
    return f"{head}{dot}{rest}"


def _names(question: Question) -> list[str]:
    return [name for place in places(question) for name in snippet_names(place)]


def _words(question: Question) -> str:
    concept = _concept(question)
    words = [question.id, concept.name.en, concept.name.zh, *concept.aka]
    return " ".join(words).casefold()


def _concept(question: Question) -> Concept:
    assert question.sheet.concept is not None, question.id
    return question.sheet.concept


def shown(source: str) -> str:
    """The imports and the snippet of a program; all of it where it has no such part."""
    parts: dict[str, list[str]] = {"": []}
    current = ""
    for line in source.splitlines():
        if mark := _SECTION.match(line):
            current = mark.group(1)
            parts.setdefault(current, [])
        else:
            parts[current].append(line)
    if "snippet" not in parts:
        return source
    head = re.sub(r'\A"""(.|\n)*?"""\n', "", "\n".join(parts[""]))
    return f"{head.strip()}\n\n\n{chr(10).join(parts['snippet']).strip()}\n".lstrip()


def snippet_names(place: Place) -> list[str]:
    """The names of the framework, or of what it is used with, that the snippet says."""
    return sorted(api_names(shown(place.text)))


def _entry(question: Question, measured: Measured) -> Entry:
    concept = _concept(question)
    return Entry(
        id=question.id.split("/")[1],
        group=concept.group,
        name=concept.name.model_dump(),
        about=question.sheet.why.model_dump(),
        aka=concept.aka,
        snippets=[
            Snippet(
                framework=place.framework.id,
                file=place.file.name,
                code=shown(place.text),
                names=snippet_names(place),
                link=question.sheet.documented.get(place.framework.id, ""),
            )
            for place in places(question)
        ],
        traps=[_trap(trap.model_dump(), measured) for trap in concept.traps],
    )


def _trap(trap: dict[str, object], measured: Measured) -> TrapShown:
    convention = CONVENTIONS.get(str(trap["convention"]))
    frameworks = list(registry.frameworks())
    answers = {
        f"{framework}/{mode}": told
        for (question, framework, mode), told in measured.items()
        if question == trap["question"] and framework in frameworks
    }
    return TrapShown.model_validate(
        {
            **trap,
            "answers": answers,
            "formula": convention.formula if convention else "",
            "source": convention.source if convention else "",
        }
    )
