"""The parity phase: proves cells in worker processes of one framework, backend and dtype each."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from isograd import paths, registry
from isograd.errors import WorkerError
from isograd.evidence.model import Finding, Parity
from isograd.i18n import sentence
from isograd.run.cells import Contestant
from isograd.run.environments import Environment
from isograd.run.material import Material, read_trace
from isograd.run.session import Launch, Session
from isograd.suite.failures import matching
from isograd.suite.parity import Claim, judge, severity
from isograd_worker import protocol
from isograd_worker.machine import THREAD_VARIABLES

WORKER_SEED = 20


class Prover:
    """Sessions for the cells of one group, restarted when a worker is lost."""

    def __init__(
        self,
        material: Material,
        environment: Environment,
        scratch: Path,
        affinity: Sequence[int],
        timeout: float,
        device: str = "cpu",
    ) -> None:
        self._material = material
        self._environment = environment
        self._scratch = scratch
        self._affinity = list(affinity)
        self._timeout = timeout
        self._device = device
        self._session: Session | None = None

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def parity(self, contestant: Contestant, fault: str = "") -> Parity:
        """The verdict on one cell; never raises for what a worker does.

        ``fault`` seeds one of `isograd_worker.faults`, for the self-tests of the gate.
        """
        try:
            if contestant.cell.variant == "article":
                return self._article(contestant)
            return self._trajectory(contestant, fault)
        except WorkerError as error:
            if not error.alive:
                self.close()
            return failed(error, contestant)

    def _session_for(self, contestant: Contestant) -> Session:
        if self._session is None:
            session = open_session(
                contestant, self._environment, self._scratch, paths.cache() / "compiled"
            )
            try:
                start(
                    session,
                    contestant,
                    self._affinity,
                    threads=1,
                    device=self._device,
                    timeout=self._timeout,
                )
            except BaseException:
                session.close()
                raise
            self._session = session
        return self._session

    def _trajectory(self, contestant: Contestant, fault: str) -> Parity:
        dtype = contestant.cell.dtype
        patches = contestant.mode.proof_patches.get(dtype, [])
        findings = []
        if patches:
            # The framework's own arithmetic first: its leak is a finding, shown beside the proof.
            try:
                unpatched = self._prove(contestant, [], [], fault)
            except WorkerError as error:
                if not error.alive or error.reason_code != "framework_error":
                    raise
                # A loop whose carry must keep its dtype does not let a leak pass.
                message = error.details["message"]
                details = {"patch": ", ".join(patches), "message": message}
                findings.append(Finding(code="float32_leak_raises", details=details))
            else:
                if unpatched.status not in ("ok", "wrong"):
                    return unpatched
                findings.append(_leak(unpatched, patches))
        return self._prove(contestant, patches, findings, fault)

    def _prove(
        self, contestant: Contestant, patches: list[str], findings: list[Finding], fault: str
    ) -> Parity:
        return prove(
            self._session_for(contestant),
            self._material,
            contestant,
            self._scratch,
            self._timeout,
            patches=patches,
            findings=findings,
            fault=fault,
        )

    def _article(self, contestant: Contestant) -> Parity:
        article = self._material.task.article
        assert article is not None
        request = protocol.Article(
            cell=self._material.cell(contestant), steps=article.steps, seed=WORKER_SEED
        )
        reply = self._session_for(contestant).request(request, protocol.ArticleDone, self._timeout)
        worst = 0.0
        for name, target in article.target.items():
            values = np.asarray(reply.parameters.get(name, [np.nan]), dtype=np.float64)
            gap = float(np.max(np.abs(values - target)))
            worst = max(worst, gap if np.isfinite(gap) else np.inf)
        reached = worst <= article.tolerance
        details = {"gap": f"{worst:.3g}", "tolerance": f"{article.tolerance:g}"}
        origin = "article" if contestant.framework.id in article.original else "ours"
        return Parity(
            kind="endpoint",
            status="ok" if reached else "wrong",
            reason_code="" if reached else "endpoint_missed",
            reason="" if reached else sentence("endpoint_missed", details),
            details={} if reached else details,
            steps=article.steps,
            losses=[value if np.isfinite(value) else None for value in reply.losses],
            endpoint=reply.parameters,
            findings=[Finding(code=f"program_{origin}")],
            callable_sha256=reply.callable_sha256,
        )


def open_session(
    contestant: Contestant,
    environment: Environment,
    scratch: Path,
    compile_cache: Path,
    threads: int = 1,
) -> Session:
    """A greeted worker in the contestant's environment; `WorkerError` where it does not come up.

    The worker imports NumPy before it is told anything, so the size of NumPy's own thread pool is
    given to it with its first environment.
    """
    owner = registry.environments().get(environment.id)  # None: of a framework outside the registry
    variables = {
        name: str(compile_cache / name.lower()) for name in (owner.compile_caches if owner else ())
    }
    variables.update({name: str(threads) for name in THREAD_VARIABLES})
    if contestant.mode.backend:
        variables["KERAS_BACKEND"] = contestant.mode.backend
    scratch.mkdir(parents=True, exist_ok=True)
    launch = Launch(
        python=environment.python,
        environment=variables,
        scratch=scratch,
        # A runaway cell ends as `oom`, before the system kills something else for it.
        memory_limit_bytes=int(0.9 * psutil.virtual_memory().total),
    )
    return Session(launch)


def start(
    session: Session,
    contestant: Contestant,
    affinity: Sequence[int],
    *,
    threads: int,
    device: str,
    timeout: float,
) -> protocol.Started:
    """Pin the worker, import the framework, and return what took effect."""
    request = protocol.Start(
        framework=contestant.framework.id,
        adapter=str(contestant.framework.adapter),
        backend=contestant.mode.backend,
        mode=contestant.mode.id,
        dtype=contestant.cell.dtype,
        device=device,
        threads=threads,
        affinity=list(affinity),
        seed=WORKER_SEED,
    )
    return session.request(request, protocol.Started, timeout)


def prove(
    session: Session,
    material: Material,
    contestant: Contestant,
    scratch: Path,
    timeout: float,
    *,
    patches: Sequence[str] = (),
    findings: Sequence[Finding] = (),
    fault: str = "",
) -> Parity:
    """Ask a started worker for a trace of the cell and judge it; `WorkerError` if there is none."""
    assert contestant.source is not None
    dtype = contestant.cell.dtype
    conventions = contestant.source.conventions_of(contestant.mode.id, dtype)
    use = frozenset(conventions)
    stepwise = contestant.mode.contract == "stepwise"
    trace = scratch / f"{contestant.cell.mode}-{dtype}.npz"
    request = protocol.Prove(
        cell=material.cell(contestant),
        steps=material.steps,
        forced=str(material.forced(dtype, use)) if stepwise else "",
        trace=str(trace),
        patches=list(patches),
        fault=fault,
    )
    reply = session.request(request, protocol.Proved, timeout)
    try:
        return judge(
            material.task,
            material.expectation(dtype, use),
            Claim(
                contract=contestant.mode.contract,
                gradient=reply.gradient,
                loss_form=reply.loss,
                compiled_scope=reply.compiled_scope,
                forced_steps=tuple(reply.forced_steps),
                callable_sha256=reply.callable_sha256,
            ),
            read_trace(reply.trace),
            conventions=conventions,
            patches=list(patches),
            held_out={
                name: np.asarray(value) for name, value in material.problem.data.held_out.items()
            },
            findings=list(findings),
        )
    except (OSError, ValueError) as error:
        raise WorkerError(
            str(error), status="error", reason_code="bad_trace", alive=True
        ) from error
    finally:
        trace.unlink(missing_ok=True)


def failed(error: WorkerError, contestant: Contestant) -> Parity:
    """A worker's failure as a cell's status; what came through the shown source names its line.

    An error that the framework is known for (`isograd.suite.failures`) is `unsupported`.
    """
    details = dict(error.details)
    status, code = error.status, error.reason_code
    known = None
    if code == "framework_error":
        cell = contestant.cell
        known = matching(contestant.framework, cell.task, cell.mode, details["message"])
    if known is not None:
        status, code = "unsupported", "known_failure"
        details.update(attempt=known.attempt, upstream=known.upstream, since=known.since)
    if "message" in details and contestant.source is not None:
        file = contestant.source.file
        lines = re.findall(rf'File "{re.escape(str(file))}", line (\d+)', error.output)
        if lines:  # the innermost frame is the last
            details["message"] += f" ({file}:{lines[-1]})"
    return Parity.model_validate(
        {
            "status": status,
            "reason_code": code,
            "reason": sentence(code, details),
            "details": details,
            "output": error.output,
        }
    )


def _leak(unpatched: Parity, patches: list[str]) -> Finding:
    """How far the unpatched run is off; a task may happen to use no operation that leaks."""
    worst = max(unpatched.worst, key=severity)
    return Finding(
        code="float32_leak" if unpatched.status == "wrong" else "no_float32_leak",
        details={
            "patch": ", ".join(patches),
            "kind": worst.kind,
            "tensor": worst.tensor,
            "step": str(worst.step),
            "deviation": "—" if worst.deviation is None else f"{worst.deviation:.2g}",
            "tolerance": f"{worst.tolerance:.2g}",
        },
    )


@contextlib.contextmanager
def prover(*args: Any, **kwargs: Any) -> Iterator[Prover]:
    """A `Prover` whose worker is ended on every way out."""
    made = Prover(*args, **kwargs)
    try:
        yield made
    finally:
        made.close()
