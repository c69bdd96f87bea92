"""How far an environment is, for a progress bar or plain lines."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from isograd.registry import Device, EnvironmentSpec
from isograd.run.environments import locate, pip

Phase = Literal["wait", "venv", "collect", "download", "install", "finish"]
_MB = 1_000_000


@dataclass(frozen=True)
class Progress:
    """How far one environment is.

    ``phase`` is *wait* while another process makes it. ``fraction`` is of the whole, from 0 to 1,
    estimated from the bytes on disk; ``detail`` is the package that pip is at, or the number of
    packages in the phase *install*; ``bytes`` are those of the unfinished environment.
    """

    environment: str
    phase: Phase
    fraction: float
    detail: str
    elapsed_seconds: float
    bytes: int


Report = Callable[[Progress], None]


class Reporter:
    """Turns pip's events and the bytes on disk into `Progress`.

    An installation is half download and half what stands on disk at the end;
    ``download_only`` makes the download the whole.
    """

    def __init__(
        self,
        spec: EnvironmentSpec,
        device: Device,
        folder: Path,
        report: Report | None,
        *,
        download_only: bool = False,
    ) -> None:
        self.spec = spec
        self.device = device
        self._cost = spec.cost(device)
        self._folder = folder
        self._report = report
        self._share = 1.0 if download_only else 0.5
        self._before = locate.bytes_of(folder) if download_only else 0
        self._started = time.monotonic()
        self._phase: Phase = "venv"
        self._detail = ""
        self._fraction = 0.0
        self._bytes = 0

    def elapsed(self) -> float:
        return time.monotonic() - self._started

    def see(self, event: pip.Event) -> None:
        """Report what an event of pip means."""
        if event.kind == "tick":
            self._measure()
            self.report(self._phase, self._detail)
        elif event.kind == "install":
            self.report("install", f"{event.name.count(',') + 1}")
        else:
            self.report(event.kind, event.name)

    def report(self, phase: Phase, detail: str = "") -> None:
        """Report ``phase`` now."""
        self._phase, self._detail = phase, detail
        if phase == "finish":
            self._fraction = 1.0
        elif phase == "install":
            self._fraction = max(self._fraction, self._share)
        if self._report is not None:
            self._report(
                Progress(
                    environment=self.spec.id,
                    phase=phase,
                    fraction=self._fraction,
                    detail=detail,
                    elapsed_seconds=self.elapsed(),
                    bytes=self._bytes,
                )
            )

    def _measure(self) -> None:
        self._bytes = locate.bytes_of(self._folder) - self._before
        if self._phase == "install":
            part = self._share + (1 - self._share) * self._bytes / (self._cost.disk_mb * _MB)
        else:
            part = self._share * self._bytes / (self._cost.download_mb * _MB)
        self._fraction = max(self._fraction, min(part, 0.99))
