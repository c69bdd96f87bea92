"""Making an environment in its final place, so that it is complete or not there at all."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from isograd import registry
from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.registry import Device, EnvironmentSpec
from isograd.run.environments import (
    interpreters,
    locate,
    pip,
    probe,
    records,
    requirements,
)
from isograd.run.environments.records import Environment

REQUIREMENTS = "isograd-requirements.txt"
# What pip announces may exceed what was stated by this much (wheels differ between machines).
_SIZE_MARGIN = 1.25
_SIZE_SLACK_MB = 50
_MB = 1_000_000


@dataclass(frozen=True)
class Progress:
    """How far one environment is.

    ``phase``: wait (another process makes it), venv, collect, download, install, finish.
    ``fraction`` is of the whole, from 0 to 1, estimated from the bytes on disk; ``detail`` is
    what pip is at; ``bytes`` are those of the unfinished environment now.
    """

    environment: str
    phase: str
    fraction: float
    detail: str
    elapsed_seconds: float
    bytes: int


Report = Callable[[Progress], None]


def create(
    environment: str,
    device: Device = "cpu",
    progress: Report | None = None,
    *,
    source: Path | None = None,
    python: Path | None = None,
    framework_index: bool = False,
    any_size: bool = False,
    rebuild: bool = False,
) -> Environment:
    """The environment, made if need be; only an `EnvironmentSetupError` says that it is not there.

    ``source`` is a folder made by ``env download`` (no network is used then), ``python`` the
    interpreter that makes it, ``framework_index`` adds the framework's own index for ``device``,
    ``any_size`` allows more than the stated size, ``rebuild`` makes a complete one anew. A call
    for one that another process is making waits for it.
    """
    spec = registry.environments()[environment]
    record = locate.user_record(environment, device)
    if record is not None:
        if record.python.exists():
            return locate.from_user(environment, device, record)
        raise EnvironmentSetupError(
            text("env.user_gone", id=environment, path=record.python),
            hint=text("env.user_gone_hint", id=environment),
        )
    lines = requirements.merged(environment, device)
    if python is None and not rebuild:
        there = locate.find(environment, device)
        if there is not None:
            return there
    interpreter = interpreters.choose(spec, python)
    sha256 = requirements.digest(lines)
    name = locate.folder_name(environment, device, interpreter.short, sha256)
    folder = locate.root() / name
    reporter = _Reporter(spec, device, folder, progress)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(folder, waiting=lambda: reporter.report("wait", "")):
        if not rebuild:
            there = locate.from_folder(folder)
            if there is not None:
                return there
        extra = _sources(spec, device, source, framework_index)
        guard = pip.Guard(_limit(spec, device, source, any_size), cpu_only=device == "cpu")
        end_processes(folder)
        _remove_tree(folder)
        check_space(spec, device, folder.parent)
        try:
            return _build(folder, interpreter, lines, extra, guard, reporter)
        except pip.CudaBuildError as found:
            raise cuda_build(spec, device, found.name) from None
        except pip.TooLargeError as found:
            raise too_large(spec, device, found) from None
        except OSError as error:
            raise _of_system(error, folder) from error
        finally:
            if records.read_marker(folder) is None:
                _remove_tree(folder)


def _build(
    folder: Path,
    interpreter: interpreters.Interpreter,
    lines: list[str],
    extra: list[str],
    guard: pip.Guard,
    reporter: "_Reporter",
) -> Environment:
    spec, device = reporter.spec, reporter.device
    reporter.report("venv", "")
    _venv(interpreter, folder)
    python = locate.python_of(folder)
    scratch = folder / "tmp"
    scratch.mkdir()
    wanted = folder / REQUIREMENTS
    wanted.write_text("\n".join(lines) + "\n", "utf-8")

    def see(event: pip.Event) -> None:
        guard.see(event)
        reporter.see(event)

    # Given as constraints too: pip then never looks at another version of a pinned package.
    arguments = ["install", "-r", str(wanted), "-c", str(wanted), "--no-user", *extra]
    pip.run(python, arguments, scratch=scratch, see=see)
    reporter.report("finish", "")
    shutil.rmtree(scratch)
    marker = records.Marker(
        id=spec.id,
        device=device,
        python=interpreter.version,
        versions=probe.versions(python),
        requirements_sha256=requirements.digest(lines),
        created=records.now(),
        seconds=round(reporter.elapsed(), 1),
        bytes=locate.bytes_of(folder),
    )
    records.write_marker(folder, marker)
    made = locate.from_folder(folder)
    assert made is not None
    return made


def _venv(interpreter: interpreters.Interpreter, folder: Path) -> None:
    done = subprocess.run(
        [str(interpreter.path), "-I", "-m", "venv", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=interpreters.clean_environment(),
    )
    if done.returncode != 0:
        raise EnvironmentSetupError(
            text("env.venv_failed", path=interpreter.path, output=done.stdout.strip()[-2000:]),
            hint=text("env.venv_failed_hint"),
        )


def _sources(
    spec: EnvironmentSpec, device: Device, source: Path | None, framework_index: bool
) -> list[str]:
    """pip's options for where to look; none of them unless it was asked for."""
    if source is not None:
        folder = source.expanduser().absolute()
        if not folder.is_dir():
            raise EnvironmentSetupError(
                text("env.no_source", path=source), hint=text("env.no_source_hint")
            )
        return ["--no-index", "--find-links", str(folder)]
    if framework_index and device in spec.index:
        return ["--extra-index-url", spec.index[device]]
    return []


def _limit(
    spec: EnvironmentSpec, device: Device, source: Path | None, any_size: bool
) -> float | None:
    if any_size or source is not None:
        return None
    return spec.cost(device).download_mb * _SIZE_MARGIN + _SIZE_SLACK_MB


def check_space(spec: EnvironmentSpec, device: Device, folder: Path) -> None:
    """Refuse before anything is downloaded when the disk cannot hold the environment."""
    cost = spec.cost(device)
    needed = cost.disk_mb + cost.download_mb  # pip keeps the wheels until all are installed
    free = shutil.disk_usage(folder).free // _MB
    if free < needed:
        raise EnvironmentSetupError(
            text("env.no_space", id=spec.id, needed=needed, free=free, path=folder),
            hint=text("env.disk_full_hint"),
        )


def cuda_build(spec: EnvironmentSpec, device: Device, name: str) -> EnvironmentSetupError:
    return EnvironmentSetupError(
        text("env.cuda_build", id=spec.id, name=name), hint=_offer(spec, device)
    )


def too_large(
    spec: EnvironmentSpec, device: Device, found: pip.TooLargeError
) -> EnvironmentSetupError:
    stated = spec.cost(device).download_mb
    return EnvironmentSetupError(
        text(
            "env.too_large", id=spec.id, name=found.name, size=round(found.megabytes), stated=stated
        ),
        hint=_offer(spec, device),
    )


def _offer(spec: EnvironmentSpec, device: Device) -> str:
    if device in spec.index:
        return text("env.offer_index", index=spec.index[device])
    return text("env.offer_size")


def _of_system(error: OSError, folder: Path) -> EnvironmentSetupError:
    if error.errno == 28:  # ENOSPC
        return EnvironmentSetupError(text("env.disk_full"), hint=text("env.disk_full_hint"))
    return EnvironmentSetupError(
        text("env.cannot_write", path=folder, reason=error.strerror or error),
        hint=text("env.cannot_write_hint"),
    )


@contextmanager
def locked(folder: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """The right to change ``folder``; ``waiting`` is called once if another process has it."""
    lock = FileLock(f"{folder}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def processes(folder: Path) -> list[psutil.Process]:
    """Processes that run out of ``folder`` (a pip whose isograd was killed, a live worker)."""
    inside = f"{folder}/"
    found = []
    for process in psutil.process_iter(["cmdline"]):
        command = process.info["cmdline"]
        if command and command[0].startswith(inside):
            found.append(process)
    return found


def end_processes(folder: Path) -> None:
    """End what still writes into an unfinished environment."""
    for process in processes(folder):
        try:
            process.kill()
            process.wait(5)
        except (psutil.NoSuchProcess, psutil.TimeoutExpired):
            continue


def _remove_tree(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


class _Reporter:
    """Turns pip's events and the bytes on disk into `Progress`."""

    def __init__(
        self, spec: EnvironmentSpec, device: Device, folder: Path, report: Report | None
    ) -> None:
        self.spec = spec
        self.device = device
        self._folder = folder
        self._report = report
        self._started = time.monotonic()
        self._phase = "venv"
        self._detail = ""
        self._fraction = 0.0
        self._bytes = 0

    def elapsed(self) -> float:
        return time.monotonic() - self._started

    def see(self, event: pip.Event) -> None:
        if event.kind == "tick":
            self._measure()
            self.report(self._phase, self._detail)
        elif event.kind == "install":
            self.report("install", f"{event.name.count(',') + 1}")
        else:
            self.report(event.kind, event.name)

    def _measure(self) -> None:
        """Half of the way is the download, half is what stands in site-packages at the end."""
        self._bytes = locate.bytes_of(self._folder)
        cost = self.spec.cost(self.device)
        if self._phase == "install":
            part = 0.5 + 0.5 * self._bytes / (cost.disk_mb * _MB)
        else:
            part = 0.5 * self._bytes / (cost.download_mb * _MB)
        self._fraction = max(self._fraction, min(part, 0.99))

    def report(self, phase: str, detail: str) -> None:
        self._phase, self._detail = phase, detail
        if phase == "finish":
            self._fraction = 1.0
        elif phase == "install":
            self._fraction = max(self._fraction, 0.5)
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
