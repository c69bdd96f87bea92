"""The errors that a user may see, each with what to do next and the exit code it ends in.

IsogradError
├── UsageError            wrong input (exit 2)
├── EnvironmentSetupError no worker environment could serve (exit 3)
├── StoreError            the evidence store cannot be read or written (exit 1)
└── WorkerError           one worker's session went wrong; becomes a cell's status, never an exit
"""

from collections.abc import Mapping


class IsogradError(Exception):
    """A fault told in one sentence, with an optional hint; shown without a traceback."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(IsogradError):
    exit_code = 2


class EnvironmentSetupError(IsogradError):
    exit_code = 3


class StoreError(IsogradError):
    pass


class WorkerError(IsogradError):
    """A session ended or a request failed.

    ``status`` and ``reason_code`` are what the cell gets; ``output`` is the tail of the worker's
    stdout and stderr; ``alive`` says whether the session can serve another cell; ``details`` fill
    the sentence ``reason.<reason_code>`` of the catalogue in any language.
    """

    def __init__(
        self,
        message: str,
        *,
        status: str = "error",
        reason_code: str = "worker_failed",
        output: str = "",
        alive: bool = False,
        details: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason_code = reason_code
        self.output = output
        self.alive = alive
        self.details = dict(details) if details is not None else {"message": message}
