"""Puts questions to frameworks: one attempt after the other, each kept as evidence at once.

Attempts of one topic share a worker for each environment and backend, in random order, so that what
one leaves behind shows as a disagreement between repetitions. A program that crashes or hangs is an
answer; its worker is replaced for the rest.
"""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from isograd.errors import EnvironmentSetupError, UsageError, WorkerError
from isograd.evidence.answers import Attempt
from isograd.evidence.model import Cell, RunPlan
from isograd.evidence.store import Store
from isograd.i18n import sentence, text
from isograd.probing.contract import Answer, Found
from isograd.probing.load import Place, Question, places, topics
from isograd.registry import frameworks
from isograd.run.cells import cxx_compiler
from isograd.run.environments import Environment, find
from isograd.run.fingerprint import allowed_cpus, conditions, fingerprint
from isograd.run.session import Launch, Session
from isograd_worker import protocol
from isograd_worker.machine import THREAD_VARIABLES

Watch = Callable[[Cell, str], None]


@dataclass(frozen=True)
class Inquest:
    """What to ask; see ``isograd probe --help``."""

    questions: Sequence[Question]
    frameworks: Sequence[str] = ()
    modes: Sequence[str] = ()  # mode or framework/mode
    repeat: int = 1
    seed: int = 0  # 0: a fresh one


class Probing:
    """A planned probe run. `execute` carries it out; `evidence.answers.inquiry` reads it."""

    def __init__(self, asked: Inquest, store: Store) -> None:
        self.asked, self._store = asked, store
        self._watch: Watch = lambda cell, state: None
        self.places = [place for place in _places(asked) if _wanted(place, asked)]
        if not self.places:
            raise UsageError(text("probe.nothing_to_ask"))
        self.run = ""

    def watch(self, watch: Watch) -> None:
        """Tell ``watch`` of every answer from now on."""
        self._watch = watch

    @property
    def cells(self) -> list[Cell]:
        return [cell_of(place) for place in self.places]

    def needed(self) -> list[str]:
        """Identifiers of the worker environments that the questions need."""
        return list(dict.fromkeys(p.environment for p in self.places if not p.sources))

    def plan(self) -> RunPlan:
        questions = list(dict.fromkeys(place.question.id for place in self.places))
        sheets = {q.id: q.sheet.model_dump(mode="json") for q in self.asked.questions}
        kept = ("question", "why", "measures", "claims", "documented")
        chosen = {name.split("/")[0] for name in questions}
        return RunPlan(
            about="probe",
            task=" ".join(topic for topic in topics() if topic in chosen),
            variant="default",
            cells=self.cells,
            steps=0,
            figures=[],
            settings={
                "repeat": self.asked.repeat,
                "seed": self.asked.seed or secrets.randbits(32),
                "questions": {name: {key: sheets[name][key] for key in kept} for name in questions},
                "topics": {
                    topic.id: {"name": topic.name.model_dump(), "about": topic.about.model_dump()}
                    for topic in topics().values()
                    if topic.id in chosen
                },
            },
        )

    def execute(self, resume: str | None = None) -> str:
        """Ask everything that has no answer yet; returns the run's identifier.

        Raises `EnvironmentSetupError` where no environment is there, and passes
        KeyboardInterrupt on after ending all workers and marking the run interrupted.
        """
        environments = {n: e for n in self.needed() if (e := find(n)) is not None}
        if self.needed() and not environments:
            raise EnvironmentSetupError(
                text("compare.no_environment", names=", ".join(self.needed())),
                hint="isograd env create " + " ".join(self.needed()),
            )
        plan = self.plan()
        if resume is None:
            self.run = self._store.begin(plan, fingerprint())
        else:
            self._resume(resume, plan)
        plan = self._store.plan(self.run)
        try:
            done = {
                (record.cell.key, record.payload["repetition"])
                for record in self._store.records(self.run)
                if record.cell is not None
            }
            for repetition in range(1, self.asked.repeat + 1):
                seed = [int(plan.settings["seed"]), repetition]
                left = [p for p in self.places if (cell_of(p).key, repetition) not in done]
                self._ask_all(left, environments, repetition, np.random.default_rng(seed))
        except BaseException:
            self._store.finish(self.run, "interrupted")
            raise
        self._store.finish(self.run, "complete")
        return self.run

    def _resume(self, run: str, plan: RunPlan) -> None:
        recorded = self._store.plan(run)
        if recorded.about != "probe" or recorded.cells != plan.cells:
            raise UsageError(
                text("compare.other_plan", run=run), hint=text("compare.other_plan_hint")
            )
        self._store.resume(run)
        self.run = run

    def _ask_all(
        self,
        left: Sequence[Place],
        environments: Mapping[str, Environment],
        repetition: int,
        generator: np.random.Generator,
    ) -> None:
        # Drawn for all, in order, so that a resumed run gives the rest the same inputs.
        questions = {place.question.id: place.question for place in self.places}
        inputs = {name: question.inputs(generator) for name, question in questions.items()}
        for group in _groups(left):
            environment = environments.get(group[0].environment)
            order = generator.permutation(len(group))
            with Asker(environment, group[0].mode.backend) as asker:
                for index in order:
                    place = group[int(index)]
                    cell = cell_of(place)
                    self._watch(cell, "asking")
                    attempt = asker.ask(place, inputs[cell.task], repetition)
                    self._add(place, attempt, environment)
                    self._watch(cell, attempt.verdict)

    def _add(self, place: Place, attempt: Attempt, environment: Environment | None) -> None:
        fact = ""
        if environment is not None:
            fact = self._store.fact(
                {
                    "id": environment.id,
                    "device": environment.device,
                    "origin": environment.origin,
                    "versions": environment.versions,
                    "requirements_sha256": environment.requirements_sha256,
                }
            )
        source = self._store.fact(place.fact)
        self._store.add(
            self.run,
            "verdict",
            attempt.model_dump(mode="json"),
            cell=cell_of(place),
            environment=fact,
            source=source,
            settings={"conditions": conditions()},
        )


class Asker:
    """A worker that is asked; a new one is started when it is lost. A context manager."""

    def __init__(self, environment: Environment | None, backend: str) -> None:
        self._environment, self._backend = environment, backend
        self._session: Session | None = None
        self._scratch = Path(tempfile.mkdtemp(prefix="isograd-"))

    def __enter__(self) -> "Asker":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def ask(self, place: Place, inputs: dict[str, Any], repetition: int) -> Attempt:
        """One attempt and its verdict; never raises for what a program does."""
        if place.sources:
            found = Found(place.question.examine(place.sources))
            return _judged(place, found, inputs, repetition)
        if self._environment is None:
            return _unasked("no_environment", {"environment": place.environment}, repetition)
        if "cxx" in place.mode.needs and not cxx_compiler():
            return _unasked("no_cxx_compiler", {}, repetition)
        if place.question.sheet.isolate:
            self._close()
        try:
            made = self._request(place, inputs, self._environment)
        except WorkerError as error:
            self._close()
            details = {**error.details, "message": str(error)}
            return _told(Answer("error", error.reason_code, details), repetition, inputs)
        finally:
            if place.question.sheet.isolate:
                self._close()
        if wrong := _other_version(made.versions, self._environment):
            return _told(Answer("error", "other_version", wrong), repetition, inputs)
        found = Found(made.values, made.output, made.error, made.seconds)
        return _judged(place, found, inputs, repetition, made.versions)

    def _request(
        self, place: Place, inputs: dict[str, Any], environment: Environment
    ) -> protocol.Attempted:
        scratch = self._scratch / secrets.token_hex(4)
        scratch.mkdir()
        if self._session is None:
            variables = {name: str(len(allowed_cpus())) for name in THREAD_VARIABLES}
            if self._backend:
                variables["KERAS_BACKEND"] = self._backend
            self._session = Session(
                Launch(
                    python=environment.python,
                    environment=variables,
                    scratch=self._scratch / secrets.token_hex(4),
                )
            )
        request = protocol.Attempt(
            source=str(place.file),
            transform=place.transform,
            inputs=inputs,
            packages=[framework.package for framework in frameworks().values()],
            given={"package": place.framework.package, "scratch": str(scratch)},
        )
        return self._session.request(request, protocol.Attempted, place.question.sheet.timeout)


def cell_of(place: Place) -> Cell:
    """The cell under which an answer is kept; it has no dtype."""
    return Cell(task=place.question.id, framework=place.framework.id, mode=place.mode.id, dtype="")


def _places(asked: Inquest) -> Iterator[Place]:
    for question in asked.questions:
        yield from places(question)


def _wanted(place: Place, asked: Inquest) -> bool:
    framework, mode = place.framework.id, place.mode.id
    if asked.frameworks and framework not in asked.frameworks:
        return False
    return not asked.modes or mode in asked.modes or f"{framework}/{mode}" in asked.modes


def _groups(left: Sequence[Place]) -> list[list[Place]]:
    """Attempts that share a worker: of one topic, environment and backend."""
    found: dict[tuple[str, str, str, str], list[Place]] = {}
    for place in left:
        key = (place.question.topic, place.framework.id, place.environment, place.mode.backend)
        found.setdefault(key, []).append(place)
    return list(found.values())


def _other_version(told: Mapping[str, str], environment: Environment) -> dict[str, str]:
    """A module that is not of the version which the environment was made with."""
    for package, version in told.items():
        installed = {v for name, v in environment.versions.items() if _of(name, package)}
        if installed and version.split("+")[0] not in {v.split("+")[0] for v in installed}:
            return {"package": package, "told": version, "installed": ", ".join(sorted(installed))}
    return {}


def _of(distribution: str, package: str) -> bool:
    """Whether a distribution is the one of a module: ``tensorflow-cpu``, ``paddlepaddle-gpu``."""
    return distribution.split("-")[0] in (package, f"{package}{package}")


def _unasked(reason_code: str, details: dict[str, str], repetition: int) -> Attempt:
    return _told(Answer("not_run", reason_code, details), repetition, {})


def _judged(
    place: Place,
    found: Found,
    inputs: dict[str, Any],
    repetition: int,
    versions: dict[str, str] | None = None,
) -> Attempt:
    """A judge that stumbles over what a program returned is our fault, and says so."""
    try:
        answer = place.question.judge(found, inputs, place)
    except Exception as error:  # whatever a program may have returned
        answer = Answer("error", "not_judged", {"message": f"{type(error).__name__}: {error}"})
    return _told(answer, repetition, inputs, found, versions)


def _told(
    answer: Answer,
    repetition: int,
    inputs: dict[str, Any],
    found: Found | None = None,
    versions: dict[str, str] | None = None,
) -> Attempt:
    details = dict(answer.details)
    found = found or Found({})
    return Attempt(
        verdict=answer.verdict,
        reason_code=answer.reason_code,
        details=details,
        reason=sentence(answer.reason_code, details),
        quantity=answer.quantity,
        repetition=repetition,
        inputs=inputs,
        values=finite(dict(found.values)),
        output=found.output,
        error=finite(dict(found.error)),
        seconds=found.seconds,
        versions=versions or {},
    )


def finite(value: Any) -> Any:
    """JSON has no NaN and no infinity: they are kept as words."""
    if isinstance(value, float) and not np.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {name: finite(item) for name, item in value.items()}
    if isinstance(value, list):
        return [finite(item) for item in value]
    return value
