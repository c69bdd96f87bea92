"""Finds questions and the programs that answer them: the folder is the registry."""

import ast
import importlib.util
import sys
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from isograd import registry
from isograd.errors import IsogradError, UsageError
from isograd.i18n import unknown
from isograd.probing.contract import Answer, Found, QuestionSheet
from isograd.registry import Framework, Mode, Text
from isograd.suite import load as suite

BUILT_IN = Path(__file__).parent.parent / "probes"
# CPython 3.11 counts how deep it is in a syntax tree for all threads together. Where the garbage
# collector hands over to another thread in the middle, and that parses too, a SystemError follows.
# Questions are asked from several threads, so what may parse takes turns.
_PARSING = threading.RLock()
FRESH = "fresh"  # a second stage in a new process of the same environment


@dataclass(frozen=True)
class Topic:
    id: str
    rank: int
    name: Text
    about: Text


@dataclass(frozen=True)
class Question:
    """One folder. ``id`` is ``<topic>/<name>``."""

    id: str
    folder: Path
    sheet: QuestionSheet

    @property
    def topic(self) -> str:
        return self.id.split("/")[0]

    def inputs(self, generator: np.random.Generator) -> dict[str, Any]:
        """What the programs are given, drawn anew each time, so that no program can know the
        answer beforehand; without arrays, as JSON has it."""
        draw = getattr(_judge(self.folder), "inputs", None)
        return {} if draw is None else dict(draw(generator))

    def expected(self, inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        """What must come out, computed without any framework."""
        compute = getattr(_judge(self.folder), "expected", None)
        return {} if compute is None else dict(compute(**inputs))

    def examine(self, sources: Mapping[str, str]) -> dict[str, Any]:
        """What the suite's sources of one mode, by task, are found to be (``per = "source"``)."""
        with _PARSING:
            return dict(_judge(self.folder).examine(sources))

    def judge(self, found: Found, inputs: Mapping[str, Any], place: "Place") -> Answer:
        """The answer that ``found`` amounts to."""
        judge = _judge(self.folder).judge
        given = {
            "source": place.text,
            "sources": place.sources,
            "framework": place.framework.id,
            "mode": place.mode.id,
        }
        with _PARSING:
            expected = {**self.expected(inputs), **place.marks, **given}
            answer: Answer = judge(found, inputs, expected)
        return answer


@dataclass(frozen=True)
class Place:
    """Where a question is put: a program in one mode of one framework."""

    question: Question
    framework: Framework
    mode: Mode
    file: Path
    text: str
    # The suite's sources of this mode, by task, where no program is run but they are examined.
    sources: Mapping[str, str] = field(default_factory=dict)
    runner: Path | None = None  # the program of the second stage

    @property
    def environment(self) -> str:
        home = self.framework.environment_of(self.mode)
        return registry.with_extra(home, self.question.sheet.extra)

    @property
    def then(self) -> str:
        """The environment of the second stage; empty if there is none."""
        then = self.question.sheet.then
        return self.environment if then == FRESH else then

    @property
    def needed(self) -> list[str]:
        """All environments that must be there, each after the one that it lies over."""
        known = registry.all_environments()
        found = [known[self.environment].base, self.environment, self.then]
        return [name for name in dict.fromkeys(found) if name]

    @property
    def transform(self) -> str:
        """The line that turns ``f`` into the mode; none for a program of the mode's own."""
        own = self.file.stem != self.framework.id
        return "" if own or self.sources or not defines(self.text, "f") else self.mode.wraps or ""

    @property
    def fact(self) -> dict[str, Any]:
        """What is kept of the program and of the second; of examined sources, the hashes."""
        kept: dict[str, Any] = {"file": self.file.name, "text": self.text}
        kept["applied"] = self.transform
        if self.runner is not None:
            text = self.runner.read_text("utf-8")
            kept["runner"] = {"file": self.runner.name, "text": text}
        hashes = {task: sha256(text.encode()).hexdigest() for task, text in self.sources.items()}
        return {**kept, "sources": hashes} if hashes else kept

    @property
    def marks(self) -> dict[str, Any]:
        """Number of the line that bears ``# <-``: there the program does what is asked about."""
        lines = self.text.splitlines()
        found = [number for number, line in enumerate(lines, 1) if "# <-" in line]
        return {"line": found[0]} if found else {}


def defines(text: str, name: str) -> bool:
    """Whether a program defines a function of that name at its top level."""
    with _PARSING:
        body = ast.parse(text).body
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in body)


@cache
def topics() -> dict[str, Topic]:
    """All topics by identifier, in display order."""
    found = []
    for file in BUILT_IN.glob("*/topic.toml"):
        table = tomllib.loads(file.read_text("utf-8"))
        name, about = Text(**table["name"]), Text(**table["about"])
        found.append(Topic(file.parent.name, int(table["rank"]), name, about))
    return {topic.id: topic for topic in sorted(found, key=lambda topic: topic.rank)}


@cache
def questions() -> dict[str, Question]:
    """All questions by identifier, topic by topic. `IsogradError` names a malformed file."""
    found: dict[str, Question] = {}
    for topic in topics():
        for file in sorted((BUILT_IN / topic).glob("*/question.toml")):
            question = read(file.parent)
            found[question.id] = question
    return found


def read(folder: Path) -> Question:
    file = folder / "question.toml"
    try:
        sheet = QuestionSheet(**tomllib.loads(file.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise IsogradError(f"{file}: {error}") from error
    return Question(f"{folder.parent.name}/{folder.name}", folder, sheet)


def places(question: Question) -> list[Place]:
    """Every mode that the question is put to, in display order."""
    found = []
    for framework in registry.frameworks().values():
        modes = framework.modes
        if question.sheet.per == "framework":
            modes = [framework.mode(framework.default_mode)]
        for mode in modes:
            look = _of_sources if question.sheet.per == "source" else _place
            place = look(question, framework, mode)
            if place is not None:
                found.append(place)
    return found


def _of_sources(question: Question, framework: Framework, mode: Mode) -> Place | None:
    """The suite's own sources of one mode."""
    found = suite.written(framework, mode)
    file = question.folder / "judge.py"
    text = file.read_text("utf-8")
    return Place(question, framework, mode, file, text, found) if found else None


def _place(question: Question, framework: Framework, mode: Mode) -> Place | None:
    """The mode's own program, or the framework's where the mode can take it."""
    stems = [framework.own_stem(mode), framework.stem(mode)]
    if mode.wraps is not None or question.sheet.per == "framework":
        stems.append(framework.id)
    elif not mode.form:
        stems.pop()  # the framework's program has no meaning in a mode that wraps nothing
    if question.sheet.per == "framework":
        stems.append("any")
    for stem in dict.fromkeys(stems):
        file = question.folder / f"{stem}.py"
        if file.exists():
            text = file.read_text("utf-8")
            runner = _runner(question, framework)
            return Place(question, framework, mode, file, text, runner=runner)
    return None


def _runner(question: Question, framework: Framework) -> Path | None:
    if not question.sheet.then:
        return None
    own = question.folder / f"run_{framework.id}.py"
    return own if own.exists() else question.folder / "run.py"


def choose(names: list[str]) -> list[Question]:
    """Questions by topic or identifier, all of them without a name. `UsageError` for an unknown
    one, with the nearest."""
    known = questions()
    if not names:
        return list(known.values())
    found: dict[str, Question] = {}
    for name in names:
        chosen = {q.id: q for q in known.values() if name in (q.topic, q.id)}
        if not chosen:
            raise UsageError(unknown("question", name, [*topics(), *known]))
        found.update(chosen)
    return list(found.values())


@cache
def _judge(folder: Path) -> Any:
    """``judge.py``, executed: NumPy and `isograd.probing` are all that it needs."""
    file = folder / "judge.py"
    name = f"isograd_judge_{folder.parent.name}_{folder.name}".replace("-", "_")
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
