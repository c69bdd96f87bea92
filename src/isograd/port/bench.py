"""The workers of one certificate and the folders that they are given."""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from isograd.port import material, workers
from isograd.port.capture import unpacked
from isograd.port.material import Arrays
from isograd.port.workers import Reply, Worker
from isograd.registry import Framework, Spot
from isograd.run.pool import join

RULES: dict[str, dict[str, Any]] = {
    "sgd": {"kind": "momentum", "learning_rate": 1e-2, "momentum": 0.9},
    "adamw": {
        "kind": "adamw",
        "learning_rate": 1e-3,
        "beta_1": 0.9,
        "beta_2": 0.999,
        "epsilon": 1e-8,
        "weight_decay": 1e-2,
    },
}
KEPT_NUMBERS = 5_000_000  # parameters of all steps; above it only the last step's are kept


@dataclass(frozen=True)
class Job:
    """One port to be proven. ``inputs``: name, dtype, shape (integers and names of dynamic axes),
    low and high of integers; the emitted model takes them in this order."""

    model: str  # FILE.py:NAME or package.module:NAME
    inputs: Sequence[Mapping[str, Any]]
    emitted: Path  # the folder of model.py
    root: str  # its class, made with its defaults
    target: str  # identifier of the port
    map: Mapping[str, Any]  # see `isograd.port.weights.PortMap`
    arguments: Sequence[Any] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)
    weights: str = ""  # a safetensors file; empty: those that the model is made with
    steps: int = 10
    sizes: Mapping[str, int] = field(default_factory=dict)  # of dynamic axes; empty: our own
    seed: int = 0
    timeout: float = 600.0  # seconds, of one request
    others: bool = True  # prove the target's other environments as well
    float32: bool = True  # run and report it


@dataclass(frozen=True)
class Given:
    """What a side gets, in its own layout: tensors by path, inputs and targets by case."""

    tensors: Arrays
    cases: Mapping[str, Arrays]
    targets: Mapping[str, Arrays] = field(default_factory=dict)

    @property
    def first(self) -> "Given":
        """Without the cases that only try other sizes."""
        case = next(iter(self.cases))
        return Given(self.tensors, {case: self.cases[case]}, self.targets)

    def write(self, folder: Path, dtype: str) -> None:
        folder.mkdir(parents=True)
        np.savez(folder / "tensors.npz", **material.cast(self.tensors, dtype))  # type: ignore[arg-type]
        for name, by_case in (("inputs", self.cases), ("targets", self.targets)):
            flat = {f"{case}/{key}": v for case, held in by_case.items() for key, v in held.items()}
            np.savez(folder / f"{name}.npz", **material.cast(flat, dtype))  # type: ignore[arg-type]


class Bench:
    """Starts workers and asks them; all are ended on every way out. A context manager."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.source = workers.source_framework()
        self.framework, self.port = workers.target(job.target)
        self._scratch = Path(tempfile.mkdtemp(prefix="isograd-port-"))
        self._workers: list[Worker] = []
        self._pool = ThreadPoolExecutor(2)
        self._weights = unpacked(job.weights, self._scratch)

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.close()
        self._pool.shutdown(cancel_futures=True)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def source_worker(self) -> Worker:
        return self._worker(self.source, Spot(), self.source.originals)

    def target_worker(self, spot: Spot) -> Worker:
        return self._worker(self.framework, spot, self.framework.ported)

    def _worker(self, framework: Framework, spot: Spot, program: Path) -> Worker:
        environment = workers.environment_at(framework, spot)
        made = Worker(environment, program, spot.backend, self._scratch, self.job.timeout)
        self._workers.append(made)
        return made

    def ask_source(
        self, worker: Worker, parts: Sequence[str], given: Given, dtype: str = "float64"
    ) -> Reply:
        job = self.job
        return worker.ask(
            {
                "model": job.model,
                "arguments": list(job.arguments),
                "keywords": dict(job.keywords),
                "weights": self._weights,
                "conventions": self.port.conventions,
                **self._shared(parts, given, dtype),
            }
        )

    def ask_target(
        self, worker: Worker, parts: Sequence[str], given: Given, dtype: str = "float64"
    ) -> Reply:
        own = {"emitted": str(self.job.emitted), "root": self.job.root}
        return worker.ask({**own, **self._shared(parts, given, dtype)})

    def _shared(self, parts: Sequence[str], given: Given, dtype: str) -> dict[str, Any]:
        folder = self._scratch / secrets.token_hex(4)
        given.write(folder, dtype)
        steps = self.job.steps
        many = steps * sum(value.size for value in given.tensors.values()) > KEPT_NUMBERS
        return {
            "dtype": dtype,
            "parts": list(parts),
            "folder": str(folder),
            "rules": RULES,
            "steps": steps,
            "keep": [steps] if many else list(range(1, steps + 1)),
        }

    def together(self, *calls: Callable[[], Any]) -> list[Any]:
        """The results of calls that run at the same time; the first failure is passed on."""
        results: list[Any] = [None] * len(calls)

        def run(place: int) -> None:
            results[place] = calls[place]()

        futures: set[Future[None]] = {self._pool.submit(run, n) for n in range(len(calls))}
        join(futures)
        return results
