"""Making an environment in its final place, so that it is complete or not there at all."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement

from isograd import registry
from isograd.errors import EnvironmentSetupError, UsageError
from isograd.i18n import text
from isograd.registry import Device, EnvironmentSpec
from isograd.run.environments import (
    holders,
    interpreters,
    limits,
    locate,
    offline,
    pip,
    probe,
    records,
    requirements,
)
from isograd.run.environments.progress import Report, Reporter
from isograd.run.environments.records import Environment

REQUIREMENTS = "isograd-requirements.txt"


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
    changes: Sequence[Requirement] = (),
) -> Environment:
    """The environment, made if need be; an `EnvironmentSetupError` says why it is not there.

    ``source`` is a folder made by ``env download`` (no network is used then), ``python`` the
    interpreter that makes it, ``framework_index`` adds the framework's own index for ``device``,
    ``any_size`` allows more than the stated size and a build for GPUs, ``rebuild`` makes a
    complete one anew, ``changes`` replace pins (it is a folder of its own then, beside the usual
    one). While another process makes the same one, the call waits and then takes it.
    """
    record = None if changes else locate.user_record(environment, device)
    if record is not None:
        if python is not None or rebuild:
            raise UsageError(
                text("env.user_named", id=environment, path=record.python),
                hint=text("env.user_gone_hint", id=environment),
            )
        return _of_user(environment, device, record)
    if python is None and not rebuild and not changes:
        there = locate.find(environment, device)
        if there is not None:
            return there
    spec = registry.all_environments()[environment]
    if not spec.offers(device):
        raise EnvironmentSetupError(
            text("env.not_offered", id=environment, device=device),
            hint=text("env.not_offered_hint", id=environment, device=device),
        )
    base = _base(spec, device) if spec.base else None
    interpreter = interpreters.choose(spec, python if base is None else base.python)
    lines = requirements.changed(requirements.merged(environment, device), changes)
    sha256 = requirements.digest(lines)
    name = locate.folder_name(environment, device, interpreter.short, sha256)
    folder = locate.root() / name
    reporter = Reporter(spec, device, folder, progress)
    with limits.explained(spec, device, folder, framework_index):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with holders.locked(folder, waiting=lambda: reporter.report("wait")):
            there = None if rebuild else locate.from_folder(folder)
            if there is not None:
                return there
            if source is None:
                where = limits.index(spec, device, framework_index)
            else:
                where = offline.options(source, environment, device, interpreter.short, sha256)
            cost = spec.cost(device)
            holders.end_processes(folder)
            _remove(folder)
            # pip keeps the wheels until all are installed.
            limits.check_space(environment, cost.disk_mb + cost.download_mb, folder.parent)
            guard = limits.Guard.of(spec, device, any_size=any_size or source is not None)
            try:
                return _build(folder, interpreter, lines, where, guard, reporter, base)
            finally:
                if records.read_marker(folder) is None:
                    _remove(folder)


def _of_user(environment: str, device: Device, record: records.UserRecord) -> Environment:
    if record.python.exists():
        return locate.from_user(environment, device, record)
    raise EnvironmentSetupError(
        text("env.user_gone", id=environment, path=record.python),
        hint=text("env.user_gone_hint", id=environment),
    )


def _base(spec: EnvironmentSpec, device: Device) -> Environment:
    """The environment that ``spec`` lies over: made by isograd, so that its pins are known."""
    found = locate.find(spec.base, device)
    if found is None:
        raise EnvironmentSetupError(
            text("env.no_base", id=spec.id, base=spec.base),
            hint=text("env.no_base_hint", base=spec.base),
        )
    if found.origin == "user":
        raise EnvironmentSetupError(
            text("env.base_of_user", id=spec.id, base=spec.base),
            hint=text("env.base_of_user_hint", id=spec.id),
        )
    return found


def _build(
    folder: Path,
    interpreter: interpreters.Interpreter,
    lines: list[str],
    where: list[str],
    guard: limits.Guard,
    reporter: Reporter,
    base: Environment | None,
) -> Environment:
    reporter.report("venv")
    interpreters.make_venv(interpreter, folder)
    python = locate.python_of(folder)
    if base is not None:
        # pip sees what is there, and as all of it is pinned, leaves it as it is.
        link = locate.packages_of(folder) / "isograd-base.pth"
        link.write_text(f"{locate.packages_of(base.path)}\n", "utf-8")
    scratch = folder / "tmp"
    scratch.mkdir()
    wanted = folder / REQUIREMENTS
    wanted.write_text("\n".join(lines) + "\n", "utf-8")

    def see(event: pip.Event) -> None:
        guard.see(event)
        reporter.see(event)

    install(python, wanted, where, scratch, see, complete=base is not None)
    reporter.report("finish")
    shutil.rmtree(scratch)
    marker = records.Marker(
        id=reporter.spec.id,
        device=reporter.device,
        python=interpreter.version,
        versions=probe.versions(python),
        requirements_sha256=requirements.digest(lines),
        created=records.now(),
        seconds=round(reporter.elapsed(), 1),
        bytes=locate.bytes_of(folder),
        base="" if base is None else str(base.path),
    )
    records.write_marker(folder, marker)
    made = locate.from_folder(folder)
    assert made is not None
    return made


def install(
    python: Path,
    wanted: Path,
    where: list[str],
    scratch: Path,
    see: pip.See,
    *,
    complete: bool = False,
) -> None:
    """Install the requirements ``wanted`` for ``python``; another installer would go here.

    ``complete``: they name all that is needed, and pip adds nothing to them.
    """
    # Given as constraints too: pip then never looks at another version of a pinned package.
    arguments = ["install", "-r", str(wanted), "-c", str(wanted), "--no-user", *where]
    if complete:
        arguments.append("--no-deps")
    pip.run(python, arguments, scratch=scratch, see=see)


def _remove(folder: Path) -> None:
    if folder.exists():
        # Without its marker first: a removal that is interrupted leaves no seemingly whole one.
        (folder / records.MARKER).unlink(missing_ok=True)
        shutil.rmtree(folder)
