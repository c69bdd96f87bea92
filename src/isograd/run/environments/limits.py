"""Nothing large is taken unasked, and nothing is begun that the disk cannot hold."""

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.registry import Device, EnvironmentSpec
from isograd.run.environments import pip

# What pip announces may exceed what was stated by this much (wheels differ between machines).
_MARGIN = 1.25
_SLACK_MB = 50
_MB = 1_000_000

# Packages that only a build for NVIDIA GPUs depends on, and such a build's local version.
_CUDA_PACKAGE = re.compile(r"(nvidia|cuda|triton)([-_.]|$)|jax[-_.]cuda", re.IGNORECASE)
_CPU_FILE = re.compile(r"(\+|%2B)cpu\b", re.IGNORECASE)
_CUDA_FILE = re.compile(r"(\+|%2B)cu\d+", re.IGNORECASE)


class CudaBuildError(Exception):
    """pip is about to take a build for GPUs into an environment for the CPU."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class CpuBuildError(Exception):
    """pip is about to take a build for the CPU into an environment for GPUs."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TooLargeError(Exception):
    """pip is about to download more than was stated."""

    def __init__(self, name: str, megabytes: float) -> None:
        super().__init__(name)
        self.name = name
        self.megabytes = megabytes


class UnaskedDownloadError(EnvironmentSetupError):
    """Stopped before something larger than was stated; ``index`` is the framework's own, or ""."""

    def __init__(self, message: str, *, hint: str, index: str) -> None:
        super().__init__(message, hint=hint)
        self.index = index


class Guard:
    """Stops pip before it takes something large that nobody asked for.

    ``limit_mb`` is on the sum of what pip announces, None for no limit. For the device ``cpu`` a
    package of the CUDA stack ends it, for ``cuda`` a build that says it is for the CPU; None lets
    both pass. pip tells a file's size before it fetches the file, so on an
    index that serves no metadata apart (where the dependencies of a wheel are known only once it
    is here) the size alone must be enough.
    """

    def __init__(self, limit_mb: float | None, device: Device | None) -> None:
        self.limit_mb = limit_mb
        self.device = device
        self.announced_mb = 0.0

    @classmethod
    def of(cls, spec: EnvironmentSpec, device: Device, *, any_size: bool) -> "Guard":
        limit = None if any_size else spec.cost(device).download_mb * _MARGIN + _SLACK_MB
        return cls(limit, None if any_size and device == "cpu" else device)

    def see(self, event: pip.Event) -> None:
        """Raise `CudaBuildError`, `CpuBuildError` or `TooLargeError` if it must not go on."""
        if self.device == "cuda" and _CPU_FILE.search(event.name):
            raise CpuBuildError(event.name)
        if self.device == "cpu" and event.kind in ("collect", "download"):
            if _CUDA_PACKAGE.match(event.name) or _CUDA_FILE.search(event.name):
                raise CudaBuildError(event.name)
        if event.kind == "download":
            self.announced_mb += event.megabytes
            if self.limit_mb is not None and self.announced_mb > self.limit_mb:
                raise TooLargeError(event.name, self.announced_mb)


def index(spec: EnvironmentSpec, device: Device, framework_index: bool) -> list[str]:
    """pip's option for the framework's own index: only when it was asked for."""
    if framework_index and device in spec.index:
        return ["--extra-index-url", spec.index[device]]
    return []


def check_space(environment: str, needed_mb: int, folder: Path) -> None:
    """Refuse before anything is downloaded when the disk of ``folder`` cannot hold it."""
    free = shutil.disk_usage(folder).free // _MB
    if free < needed_mb:
        raise EnvironmentSetupError(
            text("env.no_space", id=environment, needed=needed_mb, free=free, path=folder),
            hint=text("env.disk_full_hint"),
        )


@contextmanager
def explained(
    spec: EnvironmentSpec, device: Device, folder: Path, framework_index: bool = False
) -> Iterator[None]:
    """Turn what a guard or the system raises inside into one sentence and what to do.

    ``framework_index`` says that the framework's own index was tried already.
    """
    try:
        yield
    except CudaBuildError as found:
        raise _unasked(
            text("env.cuda_build", id=spec.id, name=found.name), spec, device, framework_index
        ) from None
    except CpuBuildError as found:
        raise EnvironmentSetupError(
            text("env.cpu_build", id=spec.id, name=found.name), hint=text("env.cpu_build_hint")
        ) from None
    except TooLargeError as found:
        sentence = text(
            "env.too_large",
            id=spec.id,
            name=found.name,
            size=round(found.megabytes),
            stated=spec.cost(device).download_mb,
        )
        raise _unasked(sentence, spec, device, framework_index) from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise EnvironmentSetupError(
                text("env.disk_full"), hint=text("env.disk_full_hint")
            ) from error
        raise EnvironmentSetupError(
            text("env.cannot_write", path=folder, reason=error.strerror or error),
            hint=text("env.cannot_write_hint"),
        ) from error


def _unasked(
    sentence: str, spec: EnvironmentSpec, device: Device, tried: bool
) -> UnaskedDownloadError:
    index = spec.index.get(device, "")
    if not index:
        hint = text("env.offer_size")
    elif tried:
        hint = text("env.index_no_help", index=index)
    else:
        hint = text("env.offer_index", index=index)
    return UnaskedDownloadError(sentence, hint=hint, index="" if tried else index)
