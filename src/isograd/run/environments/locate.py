"""Where environments lie, which are there, and what it would take to make the others."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from isograd import paths, registry
from isograd.registry import Device, EnvironmentSpec
from isograd.run.environments import interpreters, records, requirements
from isograd.run.environments.records import Environment

State = Literal["ready", "missing", "interrupted", "broken", "not-offered"]

_NAME = re.compile(r"(?P<id>.+)-(?P<device>[a-z]+)-(?P<python>\d+)-(?P<digest>[0-9a-f]{12})")


@dataclass(frozen=True)
class Planned:
    """One environment that a run needs.

    ``state``: *ready* needs nothing; *missing*, *interrupted* (no completion marker) and *broken*
    (its interpreter does not start any more) are made by `create`; *not-offered* has no pins for
    the device, so that only one of the user's own can serve. The sizes (MB) and seconds are
    what making it takes, as stated by its owner; 0 when it is ready. ``origin`` is *user* for one
    that ``env use`` recorded; a broken one of these cannot be made, only reset.
    """

    spec: EnvironmentSpec
    path: Path
    state: State
    origin: Literal["isograd", "user"]
    download_mb: int
    disk_mb: int
    seconds: int


def root() -> Path:
    """The folder that holds the environments."""
    return paths.cache() / "envs"


def python_of(folder: Path) -> Path:
    return folder / "bin" / "python"


def folder_name(environment: str, device: Device, python: str, sha256: str) -> str:
    return f"{environment}-{device}-{python}-{sha256[:12]}"


def packages_of(folder: Path) -> Path:
    """Where the packages of an environment lie."""
    return next(folder.glob("lib/*/site-packages"))


def starts(folder: Path) -> bool:
    """Whether the interpreter of an environment is still there (its base may have gone), and the
    environment that it lies over."""
    python = python_of(folder)
    marker = records.read_marker(folder)
    if marker is not None and marker.base and state_of(Path(marker.base)) != "ready":
        return False
    return python.exists() and os.access(python, os.X_OK)


def state_of(folder: Path) -> State:
    if not folder.exists():
        return "missing"
    if records.read_marker(folder) is None:
        return "interrupted"
    return "ready" if starts(folder) else "broken"


def from_folder(folder: Path) -> Environment | None:
    """The environment in ``folder``; None unless it is complete and its interpreter is there."""
    marker = records.read_marker(folder)
    if marker is None or not starts(folder):
        return None
    return Environment(
        id=marker.id,
        device=marker.device,
        path=folder,
        python=python_of(folder),
        versions=marker.versions,
        origin="isograd",
        requirements_sha256=marker.requirements_sha256,
    )


def candidates(environment: str, device: Device) -> list[Path]:
    """Folders of ``environment`` as it is required now: isograd's own Python first."""
    sha256 = requirements.digest(requirements.merged(environment, device))
    own = root() / folder_name(environment, device, interpreters.own().short, sha256)
    others = root().glob(folder_name(environment, device, "*", sha256))
    return [own, *sorted(folder for folder in others if folder != own and folder.is_dir())]


def user_record(environment: str, device: Device) -> records.UserRecord | None:
    return records.read_user().environments.get(environment, {}).get(device)


def from_user(environment: str, device: Device, record: records.UserRecord) -> Environment:
    return Environment(
        id=environment,
        device=device,
        path=record.python.parent.parent,
        python=record.python,
        versions=record.versions,
        origin="user",
        requirements_sha256="",
    )


def find(environment: str, device: Device = "cpu") -> Environment | None:
    """The environment to use, or None if there is none that could start.

    One that the user named with ``env use`` comes first; while its interpreter is gone nothing
    takes its place silently.
    """
    record = user_record(environment, device)
    if record is not None:
        return from_user(environment, device, record) if record.python.exists() else None
    if not registry.all_environments()[environment].offers(device):
        return None
    found = (from_folder(folder) for folder in candidates(environment, device))
    return next((one for one in found if one is not None), None)


def plan(environments: Sequence[str], device: Device = "cpu") -> list[Planned]:
    """What each of ``environments`` needs, in the given order, before anything is done."""
    return [_planned(registry.all_environments()[name], device) for name in environments]


def _planned(spec: EnvironmentSpec, device: Device) -> Planned:
    record = user_record(spec.id, device)
    if record is not None:
        state: State = "ready" if record.python.exists() else "broken"
        return Planned(spec, record.python.parent.parent, state, "user", 0, 0, 0)
    if not spec.offers(device):
        return Planned(spec, root(), "not-offered", "isograd", 0, 0, 0)
    folders = candidates(spec.id, device)
    ready = next((folder for folder in folders if state_of(folder) == "ready"), None)
    if ready is not None:
        return Planned(spec, ready, "ready", "isograd", 0, 0, 0)
    cost = spec.cost(device)
    return Planned(
        spec,
        folders[0],
        state_of(folders[0]),
        "isograd",
        cost.download_mb,
        cost.disk_mb,
        cost.seconds,
    )


def folders() -> Iterator[tuple[Path, re.Match[str]]]:
    """Every folder under `root` that has an environment's name, current or not."""
    if root().is_dir():
        for folder in sorted(root().iterdir()):
            match = _NAME.fullmatch(folder.name)
            if match and folder.is_dir():
                yield folder, match


def stale() -> list[Path]:
    """Folders that nothing would use: of other requirements, unfinished, or broken."""
    current = set()
    for spec in registry.all_environments().values():
        current.update(candidates(spec.id, "cpu"))
        if spec.offers("cuda"):
            current.update(candidates(spec.id, "cuda"))
    return [
        folder for folder, _ in folders() if folder not in current or state_of(folder) != "ready"
    ]


def bytes_of(folder: Path) -> int:
    """Bytes that the files under ``folder`` take (links and files that vanish count nothing)."""
    total = 0
    pending = [str(folder)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        total += entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
    return total
