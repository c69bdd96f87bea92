"""Everything about environments that are there: the user's own, check, list, size, remove."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from filelock import Timeout

from isograd import paths, registry
from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.registry import Device
from isograd.run.environments import holders, interpreters, locate, probe, records, requirements
from isograd.run.environments.documents import Checked, Drift, Imported, Listed, Sized
from isograd.run.environments.records import Environment


def use(environment: str, path: Path, device: Device = "cpu") -> Environment:
    """Record the user's own environment at ``path`` (its folder, or its interpreter).

    The owner's framework (or what the environment is for) and NumPy must import there; else
    `EnvironmentSetupError`, and what was recorded before stays.
    """
    given = path.expanduser().absolute()
    python = locate.python_of(given) if given.is_dir() else given
    if interpreters.ask(python) is None:
        raise EnvironmentSetupError(
            text("env.no_interpreter", path=python), hint=text("env.no_interpreter_hint")
        )
    owners = [framework.package for framework in registry.members(environment)[:1]]
    wanted = ["numpy", *owners, *registry.all_environments()[environment].imports]
    with tempfile.TemporaryDirectory(prefix="isograd-") as scratch:
        for package in wanted:
            found = probe.import_package(python, package, Path(scratch))
            if found.error:
                raise EnvironmentSetupError(
                    text("env.not_importable", package=package, path=python, reason=found.error),
                    hint=text("env.not_importable_hint", package=package),
                )
    record = records.UserRecord(
        python=python, versions=probe.versions(python), recorded=records.now()
    )
    with holders.locked(paths.data() / records.USER_FILE, waiting=lambda: None):
        known = records.read_user()
        known.environments.setdefault(environment, {})[device] = record
        records.write_user(known)
    return locate.from_user(environment, device, record)


def reset(environment: str, device: Device = "cpu") -> bool:
    """Forget the user's own environment; False if none was recorded."""
    with holders.locked(paths.data() / records.USER_FILE, waiting=lambda: None):
        known = records.read_user()
        forgotten = known.environments.get(environment, {}).pop(device, None)
        if forgotten is not None:
            records.write_user(known)
    return forgotten is not None


def listed(environments: Sequence[str], device: Device = "cpu") -> list[Listed]:
    """Each environment as it stands, with what making it would take."""
    rows = []
    for planned in locate.plan(environments, device):
        marker = records.read_marker(planned.path) if planned.origin == "isograd" else None
        rows.append(
            Listed(
                id=planned.spec.id,
                device=device,
                frameworks=[framework.id for framework in registry.members(planned.spec.id)],
                state=planned.state,
                origin=planned.origin,
                path=str(planned.path),
                python=marker.python if marker else None,
                bytes=marker.bytes if marker else None,
                download_mb=planned.download_mb,
                disk_mb=planned.disk_mb,
                seconds=planned.seconds,
            )
        )
    return rows


def check(
    environment: str, device: Device = "cpu", timeout: float = probe.IMPORT_TIMEOUT_SECONDS
) -> Checked:
    """Start the environment: does each of its frameworks import, and are the pins what is there."""
    planned = locate.plan([environment], device)[0]
    found = locate.find(environment, device)
    if found is None:
        return Checked(
            id=environment,
            device=device,
            state=planned.state,
            origin=planned.origin,
            path=str(planned.path),
            python=None,
            frameworks=[],
            drift=[],
            ok=False,
        )
    interpreter = interpreters.ask(found.python)
    imports: list[Imported] = []
    drift: list[Drift] = []
    if interpreter is not None:
        with tempfile.TemporaryDirectory(prefix="isograd-") as scratch:
            for framework in registry.members(environment):
                imports.append(_imported(found, framework, Path(scratch), timeout))
            for package in registry.all_environments()[environment].imports:
                come = probe.import_package(found.python, package, Path(scratch), "", timeout)
                imports.append(_as_imported("", package, come))
        if found.origin == "isograd":
            drift = _drift(found, interpreter.version)
    importable = all(not one.error for one in imports)
    return Checked(
        id=environment,
        device=device,
        state="broken" if interpreter is None else "ready",
        origin=found.origin,
        path=str(found.path),
        python=None if interpreter is None else interpreter.version,
        frameworks=imports,
        drift=drift,
        ok=interpreter is not None and importable and not drift,
    )


def _imported(
    found: Environment, framework: registry.Framework, scratch: Path, timeout: float
) -> Imported:
    home = registry.all_environments()[found.id].base or found.id
    backend = probe.backend(framework, home)
    come = probe.import_package(found.python, framework.package, scratch, backend, timeout)
    return _as_imported(framework.id, framework.package, come)


def _as_imported(framework: str, package: str, come: probe.Import) -> Imported:
    return Imported(
        framework=framework,
        package=package,
        version=come.version,
        seconds=come.seconds,
        error=come.error,
    )


def _drift(found: Environment, python: str) -> list[Drift]:
    pins = requirements.pinned(requirements.merged(found.id, found.device), python)
    present = probe.versions(found.python)
    return [
        Drift(package=name, pinned=str(pin.specifier), installed=present.get(name))
        for name, pin in pins.items()
        if name not in present or not pin.specifier.contains(present[name], prereleases=True)
    ]


def sizes(environments: Sequence[str] | None = None) -> list[Sized]:
    """Every folder on disk, current or not, with the bytes that its files take."""
    unused = set(locate.stale())
    return [
        Sized(
            id=match["id"],
            device=match["device"],
            path=str(folder),
            stale=folder in unused,
            bytes=locate.bytes_of(folder),
        )
        for folder, match in locate.folders()
        if environments is None or match["id"] in environments
    ]


def remove(folder: Path) -> int:
    """Remove one environment's folder; the bytes freed.

    One that is being made, or that a process runs out of, is an `EnvironmentSetupError`.
    """
    lock = holders.lock_of(folder)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise EnvironmentSetupError(
            text("env.being_made", path=folder), hint=text("env.in_use_hint")
        ) from None
    try:
        running = holders.processes(folder) if records.read_marker(folder) else []
        if running:
            raise EnvironmentSetupError(
                text("env.in_use", path=folder, process=running[0].pid),
                hint=text("env.in_use_hint"),
            )
        holders.end_processes(folder)
        freed = locate.bytes_of(folder)
        # Its marker first: a removal that is interrupted leaves nothing that seems whole.
        (folder / records.MARKER).unlink(missing_ok=True)
        shutil.rmtree(folder)
    except OSError as error:
        raise EnvironmentSetupError(
            text("env.cannot_remove", path=folder, reason=error.strerror or error)
        ) from error
    finally:
        lock.release()
    return freed
