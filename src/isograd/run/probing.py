"""Puts questions to frameworks: one attempt after the other, each kept as evidence at once.

Attempts of one topic share a worker for each environment and backend, in random order, so that what
one leaves behind shows as a disagreement between repetitions. A program that crashes or hangs is an
answer; its worker is replaced for the rest.

A question of two stages is asked twice: the framework's program leaves files in a folder, and a
second program, in a fresh process that cannot import the framework (or in one of the same
environment), loads and runs them.
"""

import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from isograd.errors import EnvironmentSetupError, UsageError, WorkerError
from isograd.evidence import answers
from isograd.evidence.answers import Attempt
from isograd.evidence.model import Cell, RunPlan
from isograd.evidence.store import Store
from isograd.i18n import sentence, text
from isograd.probing.contract import Answer, Found
from isograd.probing.load import FRESH, Place, Question, places, topics
from isograd.registry import frameworks, is_of
from isograd.run.cells import cxx_compiler
from isograd.run.environments import Environment, find
from isograd.run.fingerprint import allowed_cpus, conditions, fingerprint
from isograd.run.pool import join
from isograd.run.session import Launch, Session
from isograd_worker import protocol
from isograd_worker.machine import THREAD_VARIABLES

CRASHES = ("SIGSEGV", "SIGABRT", "SIGFPE", "SIGILL", "SIGBUS")

Watch = Callable[[Cell, str], None]


@dataclass(frozen=True)
class Inquest:
    """What to ask; see ``isograd probe --help``."""

    questions: Sequence[Question]
    frameworks: Sequence[str] = ()
    modes: Sequence[str] = ()  # mode or framework/mode
    repeat: int = 1
    seed: int = 0  # 0: a fresh one
    jobs: int = 0  # workers that are asked at the same time; 0: one a CPU


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
        names = [name for place in self.places if not place.sources for name in place.needed]
        return list(dict.fromkeys(names))

    def plan(self) -> RunPlan:
        questions = list(dict.fromkeys(place.question.id for place in self.places))
        sheets = {q.id: q.sheet.model_dump(mode="json") for q in self.asked.questions}
        kept = ("question", "why", "measures", "claims", "documented")
        chosen = {name.split("/")[0] for name in questions}
        return RunPlan(
            about="probe",
            task=next(iter(chosen)) if len(chosen) == 1 else "questions",
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
        needed = self.needed()
        environments = {name: found for name in needed if (found := find(name)) is not None}
        if needed and not environments:
            raise EnvironmentSetupError(
                text("compare.no_environment", names=", ".join(needed)),
                hint="isograd env create " + " ".join(needed),
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
        groups = _groups(left)
        shuffled = [[group[int(n)] for n in generator.permutation(len(group))] for group in groups]
        stop = threading.Event()
        askers: set[Asker] = set()

        def ask(group: Sequence[Place]) -> None:
            environment = environments.get(group[0].environment)
            with Asker(environment, group[0].mode.backend, environments) as asker:
                askers.add(asker)
                for place in group:
                    if stop.is_set():
                        return
                    cell = cell_of(place)
                    self._watch(cell, "asking")
                    attempt = asker.ask(place, inputs[cell.task], repetition)
                    if not stop.is_set():
                        self._add(place, attempt, environment)
                        self._watch(cell, attempt.verdict)

        together = [[p for p in group if not p.question.sheet.alone] for group in shuffled]
        alone = [[p for p in group if p.question.sheet.alone] for group in shuffled]
        with ThreadPoolExecutor(self.asked.jobs or len(allowed_cpus())) as pool:
            # The longest go first, so that no core idles at the end.
            ordered = sorted(filter(None, together), key=_weight, reverse=True)
            futures = {pool.submit(ask, group) for group in ordered}
            try:
                join(futures)
            except BaseException:
                stop.set()
                for future in futures:
                    future.cancel()
                for asker in list(askers):
                    asker.close()
                raise
        for group in filter(None, alone):
            ask(group)

    def _add(self, place: Place, attempt: Attempt, environment: Environment | None) -> None:
        fact = "" if environment is None else self._store.fact(environment.fact)
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

    def __init__(
        self,
        environment: Environment | None,
        backend: str,
        others: Mapping[str, Environment] | None = None,
    ) -> None:
        """``others`` has the environments of second stages."""
        self._environment, self._backend = environment, backend
        self._others = others or {}
        self._session: Session | None = None
        self._scratch = Path(tempfile.mkdtemp(prefix="isograd-"))

    def __enter__(self) -> "Asker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def ask(self, place: Place, inputs: dict[str, Any], repetition: int) -> Attempt:
        """One attempt and its verdict; never raises for what a program does."""
        if place.sources:
            made = Made(values=place.question.examine(place.sources))
            return _judged(place, made, inputs, repetition)
        if self._environment is None:
            return _unasked("no_environment", {"environment": place.environment}, repetition)
        if place.then and place.then not in self._others:
            return _unasked("no_environment", {"environment": place.then}, repetition)
        if "cxx" in place.mode.needs and not cxx_compiler():
            return _unasked("no_cxx_compiler", {}, repetition)
        if place.question.sheet.isolate:
            self.close()
        made = Made()
        try:
            for stage in self._stages(place, inputs, self._environment):
                made = Made([*made.stages, stage])
        except WorkerError as error:
            self.close()
            if error.details.get("how") in CRASHES:  # of native code: the framework's doing
                return _told(Answer("no", "crashed", error.details), repetition, inputs, made)
            details = {**error.details, "message": str(error)}
            return _told(Answer("error", error.reason_code, details), repetition, inputs, made)
        finally:
            if place.question.sheet.isolate:
                self.close()
        for reply, environment in made.stages:
            if wrong := _other_version(reply.versions, environment):
                return _told(Answer("error", "other_version", wrong), repetition, inputs, made)
        return _judged(place, made, inputs, repetition)

    def _stages(
        self, place: Place, inputs: dict[str, Any], environment: Environment
    ) -> Iterator["Stage"]:
        """The program's reply, and that of the second program where there is one; both are given
        one folder."""
        scratch = self._scratch / secrets.token_hex(4)
        scratch.mkdir()
        if self._session is None:
            self._session = self._start(environment, self._backend)
        timeout = place.question.sheet.timeout
        request = protocol.Attempt(
            source=str(place.file),
            transform=place.transform,
            inputs=inputs,
            packages=[framework.package for framework in frameworks().values()],
            given={"package": place.framework.package, "scratch": str(scratch)},
        )
        first = self._session.request(request, protocol.Attempted, timeout)
        yield first, environment
        if place.runner is None or first.error:
            return
        own = place.question.sheet.then == FRESH
        absent = [] if own else [place.framework.package]
        request = replace(request, source=str(place.runner), transform="", absent=absent)
        with self._start(self._others[place.then], self._backend if own else "") as session:
            second = session.request(request, protocol.Attempted, timeout)
        yield second, self._others[place.then]

    def _start(self, environment: Environment, backend: str) -> Session:
        variables = {name: str(len(allowed_cpus())) for name in THREAD_VARIABLES}
        if backend:
            variables["KERAS_BACKEND"] = backend
        scratch = self._scratch / secrets.token_hex(4)
        return Session(Launch(python=environment.python, environment=variables, scratch=scratch))


Stage = tuple[protocol.Attempted, Environment]


@dataclass(frozen=True)
class Made:
    """What the stages of one attempt replied, each with its environment."""

    stages: Sequence[Stage] = ()
    values: Mapping[str, Any] = field(default_factory=dict)  # of an examination, which has no stage

    @property
    def found(self) -> Found:
        if not self.stages:
            return Found(self.values)
        last = self.stages[-1][0]
        first = self.stages[0][0].values if len(self.stages) > 1 else {}
        return Found(last.values, last.output, last.error, last.seconds, first)


def _weight(group: Sequence[Place]) -> int:
    """Roughly how long a group takes, in answers of a usual length."""
    return sum(20 if place.question.sheet.slow else 1 for place in group)


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
        installed = {v for name, v in environment.versions.items() if is_of(name, package)}
        if installed and version.split("+")[0] not in {v.split("+")[0] for v in installed}:
            return {"package": package, "told": version, "installed": ", ".join(sorted(installed))}
    return {}


def _unasked(reason_code: str, details: dict[str, str], repetition: int) -> Attempt:
    return _told(Answer("not_run", reason_code, details), repetition, {})


def _judged(place: Place, made: Made, inputs: dict[str, Any], repetition: int) -> Attempt:
    """A judge that stumbles over what a program returned is our fault, and says so."""
    try:
        answer = place.question.judge(made.found, inputs, place)
    except Exception as error:  # whatever a program may have returned
        answer = Answer("error", "not_judged", {"message": f"{type(error).__name__}: {error}"})
    return _told(answer, repetition, inputs, made)


def _told(
    answer: Answer, repetition: int, inputs: dict[str, Any], made: Made | None = None
) -> Attempt:
    details = dict(answer.details)
    made = made or Made()
    found = made.found
    kept = [_kept(*stage) for stage in made.stages]
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
        versions=made.stages[-1][0].versions if made.stages else {},
        stages=kept if len(kept) > 1 else [],
    )


def _kept(made: protocol.Attempted, environment: Environment) -> answers.Stage:
    return answers.Stage(
        environment=environment.id,
        requirements_sha256=environment.requirements_sha256,
        versions=environment.versions,
        values=finite(made.values),
        output=made.output,
        error=finite(made.error),
        seconds=made.seconds,
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
