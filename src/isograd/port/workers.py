"""The two sides of a certificate, each in a worker process of its own."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isograd.errors import UsageError, WorkerError
from isograd.i18n import text, unknown
from isograd.registry import Framework, Port, Spot, frameworks
from isograd.run.environments import Environment, find
from isograd.run.fingerprint import allowed_cpus
from isograd.run.session import Launch, Session
from isograd_worker import protocol
from isograd_worker.machine import THREAD_VARIABLES

Arrays = dict[str, NDArray[Any]]


def source_framework() -> Framework:
    """The framework that models are ported from."""
    return next(framework for framework in frameworks().values() if framework.originals.exists())


@cache
def ports() -> dict[str, tuple[Framework, Port]]:
    """All targets by identifier, in display order."""
    return {port.id: (f, port) for f in frameworks().values() for port in f.ports}


def target(identifier: str) -> tuple[Framework, Port]:
    """`UsageError` where there is no such target."""
    known = ports()
    if identifier not in known:
        raise UsageError(unknown("target", identifier, known))
    return known[identifier]


def environment_at(framework: Framework, spot: Spot) -> Environment:
    """A `WorkerError` with the status ``missing`` where it was not made."""
    name = framework.environment_of(spot)
    found = find(name)
    if found is None:
        details = {"environment": name}
        raise WorkerError(
            text("reason.no_environment", "en", **details),
            status="missing",
            reason_code="no_environment",
            details=details,
        )
    return found


@dataclass(frozen=True)
class Reply:
    """What a program found: values, and arrays in the files of a folder."""

    values: Mapping[str, Any]
    folder: Path
    versions: Mapping[str, str]

    def arrays(self, name: str) -> Arrays:
        with np.load(self.folder / f"{name}.npz", allow_pickle=False) as file:
            return {key: file[key] for key in file.files}


class Worker:
    """One program in one process, which is started by the first question. Close it on every way
    out; `close` may be called from another thread."""

    def __init__(
        self, environment: Environment, program: Path, backend: str, scratch: Path, timeout: float
    ) -> None:
        self._environment, self._program, self._backend = environment, program, backend
        self._scratch, self._timeout = scratch, timeout
        self._session: Session | None = None
        self._closed = False

    def ask(self, inputs: dict[str, Any]) -> Reply:
        """Call the program's ``ask``; a `WorkerError` tells whatever went wrong, an exception of
        the program too."""
        folder = self._scratch / secrets.token_hex(4)
        folder.mkdir(parents=True)
        if self._session is None:
            self._session = self._start()
            if self._closed:  # meanwhile, by another thread
                self._session.close()
        request = protocol.Attempt(
            source=str(self._program),
            inputs=inputs,
            packages=list(self._environment.versions),
            given={"scratch": str(folder)},
        )
        made = self._session.request(request, protocol.Attempted, self._timeout)
        if made.error:
            kind, message = made.error["type"], made.error["message"]
            memory = kind == "MemoryError"
            details = {"message": f"{kind}: {message}"}
            code = "memory_error" if memory else "framework_error"
            raise WorkerError(
                text("reason." + code, "en", **details),
                status="oom" if memory else "error",
                reason_code=code,
                output=made.error["text"],
                alive=True,
                details=details,
            )
        return Reply(made.values, folder, made.versions)

    def _start(self) -> Session:
        variables = {name: str(len(allowed_cpus())) for name in THREAD_VARIABLES}
        if self._backend:
            variables["KERAS_BACKEND"] = self._backend
        scratch = self._scratch / secrets.token_hex(4)
        return Session(
            Launch(python=self._environment.python, environment=variables, scratch=scratch)
        )

    def close(self) -> None:
        self._closed = True
        if self._session is not None:
            self._session.close()
