"""Wheels in a folder, for machines without a network: ``env download`` and ``create --from``."""

import hashlib
import json
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from isograd import registry
from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.registry import Device
from isograd.run.environments import interpreters, limits, locate, pip, requirements
from isograd.run.environments.progress import Report, Reporter
from isograd.run.environments.records import write_atomically

MANIFEST = "isograd-wheels.json"


class Wheel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str
    bytes: int


class Manifest(BaseModel):
    """What a folder of wheels holds; written last, checked before anything is installed from it.

    ``environments`` maps ``<id>-<device>`` to the hash of the requirements that it serves.
    """

    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    python: str  # "311"
    environments: dict[str, str] = Field(default_factory=dict)
    files: dict[str, Wheel] = Field(default_factory=dict)


def _hash(path: Path) -> Wheel:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Wheel(sha256=digest, bytes=path.stat().st_size)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in ``folder``; None where there is none (wheels that someone put there)."""
    path = folder / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise EnvironmentSetupError(
            text("env.bad_manifest", path=path), hint=text("env.download_again")
        ) from error


@cache
def _verify_files(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file() or _hash(path) != expected:
            raise EnvironmentSetupError(
                text("env.bad_wheel", path=path), hint=text("env.download_again")
            )


def options(folder: Path, environment: str, device: Device, python: str, sha256: str) -> list[str]:
    """pip's options to install from ``folder`` alone, after its manifest (if any) was checked."""
    folder = folder.expanduser().absolute()
    if not folder.is_dir():
        raise EnvironmentSetupError(
            text("env.no_source", path=folder), hint=text("env.no_source_hint")
        )
    manifest = read_manifest(folder)
    if manifest is not None:
        served = manifest.environments.get(f"{environment}-{device}")
        if served is None:
            raise EnvironmentSetupError(
                text("env.not_in_source", id=environment, device=device, path=folder),
                hint=text("env.download_again"),
            )
        if served != sha256:
            raise EnvironmentSetupError(
                text("env.other_pins", id=environment, path=folder),
                hint=text("env.download_again"),
            )
        if manifest.python != python:
            raise EnvironmentSetupError(
                text("env.other_python", path=folder, has=manifest.python, needed=python),
                hint=text("env.other_python_hint"),
            )
        _verify_files(folder)
    # `--find-links` wants a URL where the path holds a space or is not ASCII.
    return ["--no-index", "--find-links", folder.as_uri()]


def download(
    folder: Path,
    environments: Sequence[str],
    device: Device = "cpu",
    progress: Report | None = None,
    *,
    python: Path | None = None,
    framework_index: bool = False,
    any_size: bool = False,
) -> Manifest:
    """Put the wheels of ``environments`` into ``folder`` and say in its manifest what is there.

    They are those of this machine's platform and of ``python`` (isograd's own by default). A
    folder that was downloaded into before is added to.
    """
    folder = folder.expanduser().absolute()
    specs = [registry.all_environments()[name] for name in environments]
    chosen = [interpreters.choose(spec, python) for spec in specs]
    short = chosen[0].short
    with limits.explained(specs[0], device, folder):
        folder.mkdir(parents=True, exist_ok=True)
        manifest = read_manifest(folder) or Manifest(python=short)
        if manifest.python != short:
            raise EnvironmentSetupError(
                text("env.other_python", path=folder, has=manifest.python, needed=short),
                hint=text("env.other_folder_hint"),
            )
        with tempfile.TemporaryDirectory(dir=folder, prefix=".isograd-") as name:
            # isograd may have been installed without pip: a venv of a moment brings one.
            interpreters.make_venv(chosen[0], Path(name) / "venv")
            for spec in specs:
                guard = limits.Guard.of(spec, device, any_size=any_size)
                reporter = Reporter(spec, device, folder, progress, download_only=True)
                where = limits.index(spec, device, framework_index)
                sha256 = _download_one(folder, Path(name), guard, reporter, where)
                manifest.environments[f"{spec.id}-{device}"] = sha256
        manifest.files = {path.name: _hash(path) for path in sorted(folder.glob("*.whl"))}
        document = json.dumps(manifest.model_dump(mode="json"), indent=1, ensure_ascii=False)
        write_atomically(folder / MANIFEST, document + "\n")
    return manifest


def _download_one(
    folder: Path, scratch: Path, guard: limits.Guard, reporter: Reporter, where: list[str]
) -> str:
    """Download the wheels of one environment; the hash of its requirements."""
    spec, device = reporter.spec, reporter.device
    limits.check_space(spec.id, spec.cost(device).download_mb, folder)
    lines = requirements.merged(spec.id, device)
    wanted = scratch / f"{spec.id}.txt"
    wanted.write_text("\n".join(lines) + "\n", "utf-8")

    def see(event: pip.Event) -> None:
        guard.see(event)
        reporter.see(event)

    # Wheels alone: a source package would want its build tools on the machine without a network.
    arguments = ["download", "--only-binary", ":all:", "-d", str(folder), "-r", str(wanted)]
    with limits.explained(spec, device, folder, bool(where)):
        pip.run(locate.python_of(scratch / "venv"), [*arguments, *where], scratch=scratch, see=see)
    reporter.report("finish")
    return requirements.digest(lines)
