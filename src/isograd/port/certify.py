"""Runs a source and its port, each in its own process, and judges all that they found.

Float64 decides. The source's gradients are stepped by NumPy's optimisers in the convention of the
target, the target's own library steps its own; so an optimiser that is defined differently is no
deviation, and everything else is one. Float32 is run beside it and reported. A target of several
environments is decided in one of them, and proves forward and gradients in the others.
"""

import threading
import time
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from isograd.errors import WorkerError
from isograd.port import judge, material
from isograd.port.bench import Bench, Given, Job
from isograd.port.certificate import Certificate, Part, PartStatus, Tried
from isograd.port.findings import Parts, TargetTerms, Terms, findings, output_kind
from isograd.port.judge import Place
from isograd.port.weights import PortMap, push, push_leaves, read
from isograd.port.workers import Reply
from isograd.registry import Spot

__all__ = ["Job", "certify"]

SPREADS = 3  # perturbed runs of the source
STATUSES = {"timeout": "timeout", "oom": "oom", "missing": "missing"}
REPORTED = ("outputs", "gradients", "buffers")  # in float32
ELSEWHERE = ("outputs", "gradients")  # in a target's other environments


def certify(job: Job) -> Certificate:
    """The certificate. Whatever a worker does becomes its status; a map that is none, or a target
    that is unknown, is an `IsogradError`."""
    begin = time.perf_counter()
    fields: dict[str, Any] = {"status": "ok"}
    with Bench(job) as bench:
        made = _Certification(job, bench)
        try:
            made.run()
        except WorkerError as error:
            details = {"message": str(error), **error.details}
            fields = {
                "status": STATUSES.get(error.status, "error"),
                "output": error.output,
                **judge.told(error.reason_code, details),
            }
        else:
            failed = next((part for part in made.parts if part.status == "failed"), None)
            if failed is not None:
                fields = {"status": "failed", **judge.told(failed.reason_code, failed.details)}
    return Certificate(
        **fields,
        model=job.model,
        root=job.root,
        target=job.target,
        parts=made.parts,
        steps=job.steps,
        seed=job.seed,
        **made.facts,
        seconds=time.perf_counter() - begin,
    )


class _Certification:
    """One certificate while it is made: ``parts`` and ``facts`` are what is known by now."""

    def __init__(self, job: Job, bench: Bench) -> None:
        self.job, self.bench = job, bench
        self.map: PortMap = read(job.map)
        self.parts: list[Part] = []
        self.facts: dict[str, Any] = {
            "conventions": bench.port.conventions,
            "versions": {},
            "patches": {},
        }
        self._entries = list(self.map.weights)
        self._names: dict[str, str] = {}
        self._cases: dict[str, str] = {}  # case -> its sizes in words
        self._spreads: dict[str, dict[judge.Key, float]] = {}
        self._lock = threading.Lock()  # of the source, which two environments may ask

    def run(self) -> None:
        """`WorkerError` where a side did not get through; what was judged before is kept."""
        bench = self.bench
        here = bench.target_worker(bench.port)
        self._here = bench.framework.environment_of(bench.port)
        self._source = bench.source_worker()
        if not self._describe():
            return
        outputs = self._run_cases()
        asked = ["buffers", "gradients", "training"] if self._given.targets else ["buffers"]
        ported = self._ported()
        rest, made = bench.together(
            lambda: bench.ask_source(self._source, asked, self._given),
            lambda: bench.ask_target(here, ["outputs", *asked], ported),
        )
        here.close()
        self._original = {**self._told(outputs, ["outputs"]), **self._told(rest, asked)}
        self._note(self._here, made)
        self.facts["patches"]["source"] = list(rest.values["patches"])
        self._judge(rest, made, asked)
        self._beside(ported)

    # --- what is given ----------------------------------------------------------------------

    def _describe(self) -> bool:
        """Ask the source for its tensors, and move them away from where they start."""
        empty = Given({}, {})
        told = self.bench.ask_source(self._source, ["describe"], empty)
        original = told.arrays("original")
        self._tensors: Mapping[str, Any] = told.values["tensors"]
        first = {name: names[0] for names in told.values["tied"] for name in names}
        mapped: dict[str, Any] = {}
        for entry in self.map.weights:
            name = first.get(entry.source, entry.source)
            mapped.setdefault(name, entry.model_copy(update={"source": name}))
        self._entries = list(mapped.values())
        self._names = {entry.source: entry.target for entry in self._entries}
        self._shapes = {name: value.shape for name, value in original.items()}
        self._weights = material.perturbed(original, mapped, self.job.seed)
        self.facts["parameters"] = sum(one["trainable"] for one in self._tensors.values())
        self.facts["left_out"] = [name for name in original if name not in mapped]
        place = Place("weights", self._here)
        for entry in self._entries:
            if entry.source not in original:
                self.parts.append(
                    judge.stated(place, "failed", "port_no_source", source=entry.source)
                )
                return False
            try:
                entry.push(original[entry.source])
            except ValueError as error:
                details = {"source": entry.source, "message": str(error)}
                self.parts.append(judge.stated(place, "failed", "port_no_fit", **details))
                return False
        return True

    def _run_cases(self) -> Reply:
        """The source's outputs in all sizes that it accepts; with them `_given` is complete."""
        specs, seed = self.job.inputs, self.job.seed
        base = dict(self.job.sizes) or material.base_sizes(specs)
        sizes, lengths = material.all_sizes(specs, base)
        every = [*sizes, *lengths]
        cases = {str(n): material.inputs(specs, one, [seed, 3, n]) for n, one in enumerate(every)}
        reply = self.bench.ask_source(self._source, ["outputs"], Given(self._weights, cases))
        refused: Mapping[str, str] = reply.values["refused"]
        spare = [str(n) for n in range(len(sizes), len(every)) if str(n) not in refused][1:]
        self._cases = {
            case: ", ".join(f"{name}={size}" for name, size in every[int(case)].items())
            for case in cases
            if case not in refused and case not in spare
        }
        self.facts["sizes"] = [
            Tried(sizes=every[int(case)], refused=refused.get(case, ""))
            for case in cases
            if case not in spare
        ]
        outputs = reply.arrays("outputs")
        by_mode = [
            {key[len(mode) :]: v for key, v in outputs.items() if key.startswith(mode)}
            for mode in ("eval/0/", "train/0/")
        ]
        targets = material.targets(by_mode, seed)
        self._given = Given(
            self._weights,
            {case: cases[case] for case in self._cases},
            {"0": targets} if targets else {},
        )
        random = not reply.values["repeatable"]
        place = Place("repeatable", "source")
        self.parts.append(
            judge.stated(place, "failed", "port_random") if random else judge.stated(place, "ok")
        )
        self.facts["versions"]["source"] = dict(reply.versions)
        return reply

    def _ported(self) -> Given:
        """`_given` as the target stores it."""
        given = self._given
        return Given(
            push(self._entries, given.tensors),
            {case: push_leaves(self.map.inputs, held) for case, held in given.cases.items()},
            {case: push_leaves(self.map.outputs, held) for case, held in given.targets.items()},
        )

    # --- what is found ----------------------------------------------------------------------

    def _told(self, reply: Reply, asked: Sequence[str]) -> Parts:
        """Of the source. Buffers count where they have a place in the target."""
        trainable = [name for name, one in self._tensors.items() if one["trainable"]]
        terms = Terms({*trainable, *self._names})
        return findings(reply, asked, terms, self._cases)

    def _pulled(self, reply: Reply, asked: Sequence[str]) -> Parts:
        map_ = self.map.model_copy(update={"weights": tuple(self._entries)})
        return findings(reply, asked, TargetTerms(map_, self._shapes), self._cases)

    def _note(self, environment: str, reply: Reply) -> None:
        self.facts["versions"][environment] = dict(reply.versions)
        self.facts["patches"].setdefault(environment, []).extend(reply.values["patches"])

    def _judge(self, rest: Reply, made: Reply, asked: Sequence[str]) -> None:
        """All parts of the deciding environment."""
        names = self._names
        changed = [
            name
            for name, value in rest.arrays("buffers").items()
            if value.dtype.kind == "f" and not np.array_equal(value, self._weights[name])
        ]
        place = Place("weights", self._here, names=names)
        self.parts.append(judge.weights(place, self._tensors, made.values["trainable"], changed))
        self.facts["received"] = len(made.values.get("received", []))
        for rule, error in rest.values["optimisers"].items():
            self.parts.append(judge.optimiser(Place(f"optimiser.{rule}", "source"), error))
        self.parts += self._compared(self._here, made, ["outputs", *asked], self._cases)
        for part in ("outputs.eval", "outputs.train"):
            if part not in self._original:  # nothing is proven by nothing
                self.parts.append(judge.stated(Place(part, self._here), "failed", "port_nothing"))
        if "gradients" not in asked:
            for part in ("gradients", "training"):
                self.parts.append(judge.not_run(Place(part, self._here), "port_no_target"))

    def _compared(
        self, environment: str, made: Reply, asked: Sequence[str], cases: Collection[str]
    ) -> list[Part]:
        """Parts ``asked`` of one environment of the target, which ran ``cases``."""
        pulled = self._pulled(made, asked)
        left = {output_kind(self._cases[case]) for case in self._cases if case not in cases}
        refused: Mapping[str, str] = made.values.get("refused", {})
        parts = []
        for part, reference in self._original.items():
            kind = part.partition(".")[0]
            if kind not in asked or not reference:
                continue
            reference = {key: value for key, value in reference.items() if key[0] not in left}
            place = Place(part, environment, names=self._names)
            if kind == "outputs" and refused:
                case, message = next(iter(refused.items()))
                details = {"sizes": self._cases[case], "message": message}
                parts.append(judge.stated(place, "failed", "port_refused", **details))
                continue
            limit = judge.FORWARD if kind == "outputs" else judge.REST
            found = pulled.get(part, {})
            spread = partial(self._spread, part)
            parts.append(judge.judge(place, reference, found, limit, spread))
        return parts

    def _spread(self, part: str) -> dict[judge.Key, float]:
        """How far the source moves when its inputs and weights do by one unit in the last place:
        the largest error of a few runs, by tensor."""
        with self._lock:
            if part not in self._spreads:
                self._find_spreads(part.partition(".")[0])
            return self._spreads[part]

    def _find_spreads(self, kind: str) -> None:
        generator = np.random.default_rng([self.job.seed, 4])
        for _ in range(SPREADS):
            moved = Given(
                material.jittered(self._given.tensors, generator),
                {k: material.jittered(v, generator) for k, v in self._given.cases.items()},
                self._given.targets,
            )
            told = self._told(self.bench.ask_source(self._source, [kind], moved), [kind])
            for name, tensors in told.items():
                worst = self._spreads.setdefault(name, {})
                for key, verdict in judge.errors(self._original[name], tensors).items():
                    worst[key] = max(worst.get(key, 0.0), verdict.error)

    # --- what is run beside it --------------------------------------------------------------

    def _beside(self, ported: Given) -> None:
        """Float32, and the target's other environments, two at a time."""
        calls = [partial(self._in_float32, ported)] if self.job.float32 else []
        if self.job.others:
            calls += [partial(self._elsewhere, spot, ported) for spot in self.bench.port.others]
        for parts in self.bench.together(*calls):
            self.parts += parts

    def _in_float32(self, ported: Given) -> list[Part]:
        asked = [name for name in REPORTED if name != "gradients" or ported.targets]
        bench = self.bench
        place = Place("float32", self._here, "float32")
        try:
            source, target = bench.source_worker(), bench.target_worker(bench.port)
            reply = bench.ask_source(source, asked, self._given.first, "float32")
            told = self._told(reply, asked)
            source.close()
            pulled = self._pulled(bench.ask_target(target, asked, ported.first, "float32"), asked)
            target.close()
        except WorkerError as error:
            return [judge.not_run(place, error.reason_code, **_details(error))]
        return [
            judge.report(
                Place(part, self._here, "float32", self._names), reference, pulled.get(part, {})
            )
            for part, reference in told.items()
        ]

    def _elsewhere(self, spot: Spot, ported: Given) -> list[Part]:
        """Forward and gradients in another environment of the target, in the first sizes."""
        asked = [name for name in ELSEWHERE if name != "gradients" or ported.targets]
        environment = self.bench.framework.environment_of(spot)
        try:
            worker = self.bench.target_worker(spot)
            made = self.bench.ask_target(worker, asked, ported.first)
            worker.close()
        except WorkerError as error:
            status: PartStatus = "not_run" if error.status == "missing" else "failed"
            place = Place("outputs", environment)
            return [judge.stated(place, status, error.reason_code, **_details(error))]
        self._note(environment, made)
        return self._compared(environment, made, asked, ported.first.cases)


def _details(error: WorkerError) -> dict[str, str]:
    return {"message": str(error), **error.details}
