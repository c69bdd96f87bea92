"""Puts what a comparison finds into the evidence store, with all that is needed to judge it."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any

from isograd.evidence.content import canonical, digest
from isograd.evidence.document import launch_of
from isograd.evidence.model import CampaignPlan, Cell, Figures, Parity, Sweep
from isograd.evidence.store import Store
from isograd.i18n import sentence
from isograd.run.cells import Contestant
from isograd.run.environments import Environment
from isograd.run.fingerprint import alike, conditions
from isograd.run.launch import NoFigures
from isograd.run.timing import Before
from isograd.suite import load
from isograd_worker import protocol

# Verdicts on the cell itself. The others (error, timeout, oom, missing) may be its machine's fault.
_LASTING = ("ok", "wrong", "unsupported")


class Recorder:
    """The records of one run. ``watch`` hears of every cell whose state changes."""

    def __init__(
        self,
        store: Store,
        run: str,
        environments: Mapping[str, Environment],
        steps: int,
        inputs_sha256: str,
        watch: Callable[[Cell, str], None],
    ) -> None:
        self._store, self._run, self._environments = store, run, environments
        self._steps, self._inputs = steps, inputs_sha256
        self._watch = watch
        self._facts: dict[str, str] = {}

    def together(self) -> AbstractContextManager[object]:
        """What is recorded inside is kept as one, or not at all."""
        return self._store.together()

    def parity(self, contestant: Contestant, verdict: Parity) -> None:
        if verdict.reason_code and not verdict.reason:
            verdict = verdict.model_copy(
                update={"reason": sentence(verdict.reason_code, verdict.details)}
            )
        self._store.add(
            self._run,
            "parity",
            verdict.model_dump(),
            cell=contestant.cell,
            environment=self._environment_fact(contestant),
            source=self._source_fact(contestant),
            settings={
                "steps": self._steps,
                "conditions": conditions(),
                "inputs_sha256": self._inputs,
            },
        )
        self._watch(contestant.cell, verdict.status)

    def take_over(self, earlier: str, contestants: Iterable[Contestant]) -> None:
        """Record again what run ``earlier`` has proven of ``contestants``, where a proof here
        would do the very same: the same isograd, inputs, steps, source and versions, on a machine
        of the same make. The records keep the machine that proved, and say where they come from.
        """
        here = self._store.info(self._run)
        if self._store.info(earlier).isograd != here.isograd:
            return
        wanted = {contestant.cell.key: contestant for contestant in contestants}
        for record in self._store.records(earlier, "parity"):
            contestant = wanted.get(record.cell.key if record.cell else "")
            if (
                contestant is None
                or record.payload.get("status") not in _LASTING
                or record.environment != self._environment_fact(contestant)
                or record.source != self._source_fact(contestant)
                or record.settings.get("steps") != self._steps
                or record.settings.get("inputs_sha256") != self._inputs
                or not alike(self._store.read_fact(record.machine), here.machine)
            ):
                continue
            self._store.add(
                self._run,
                "parity",
                record.payload,
                cell=contestant.cell,
                environment=record.environment,
                machine=record.machine,
                source=record.source,
                settings={"proven_in": {"run": earlier, "record": record.id}, **record.settings},
            )

    def plan(self, plan: CampaignPlan) -> None:
        """The plan of the timed waves, hashed, before the first of them."""
        content = plan.model_dump(mode="json")
        payload = {"about": "plan", "plan": content, "sha256": digest(canonical(content))}
        self._store.add(self._run, "verdict", payload, cell=None)

    def figures(
        self,
        contestant: Contestant,
        made: Figures | Sweep | NoFigures,
        started: protocol.Started | None,
    ) -> None:
        settings: dict[str, Any] = {"conditions": conditions(), "inputs_sha256": self._inputs}
        if started is not None:
            settings |= {"worker": started.settings, "findings": started.findings}
        if isinstance(made, Figures):
            payload = made.model_dump()
        elif isinstance(made, Sweep):
            payload = {"about": "sweep", "sweep": made.model_dump(mode="json")}
        else:
            reason = sentence(made.reason_code, made.details)
            payload = {"about": "figures", **asdict(made), "reason": reason}
        failed = isinstance(made, NoFigures)
        self._store.add(
            self._run,
            "verdict" if failed else "measurement",
            payload,
            cell=contestant.cell,
            environment=self._environment_fact(contestant),
            source=self._source_fact(contestant),
            settings=settings,
        )
        self._watch(contestant.cell, "untimed" if failed else "timed")

    def before(self) -> Before:
        """What an interrupted campaign has left in the run."""
        before = Before()
        for record in self._store.records(self._run):
            about = record.payload.get("about")
            if about == "plan":
                before.plan = CampaignPlan.model_validate(record.payload["plan"])
            elif record.cell is not None:
                if about == "sweep":
                    sweep = Sweep.model_validate(record.payload["sweep"])
                    before.sweeps.setdefault(record.cell.key, []).append(sweep)
                elif (figures := launch_of(record)) is not None:
                    before.figures.setdefault(record.cell.key, []).append(figures)
        return before

    # --- facts ------------------------------------------------------------------------------

    def _environment_fact(self, contestant: Contestant) -> str:
        environment = self._environments.get(contestant.environment)
        if environment is None:
            return ""
        if environment.id not in self._facts:
            self._facts[environment.id] = self._store.fact(environment.fact)
        return self._facts[environment.id]

    def _source_fact(self, contestant: Contestant) -> str:
        source = contestant.source
        if source is None:
            return ""
        mode = contestant.mode
        lines, tokens = load.size(source.text)
        return self._store.fact(
            {
                "file": source.file.name,
                "stem": source.file.stem,
                "text": source.text,
                "applied": source.applied(mode),
                **({"flags": mode.flags, "guide": mode.guide} if mode.flags else {}),
                "lines": lines,
                "tokens": tokens,
            }
        )
