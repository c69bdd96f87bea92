"""What an environment must hold: the pins of all frameworks that live in it, merged and hashed."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from isograd import registry
from isograd.errors import IsogradError, UsageError
from isograd.i18n import text, unknown


def read(path: Path) -> list[Requirement]:
    """The requirements of one file, in its order.

    Comments and ``-r other.txt`` (beside it) are understood; other pip options are an
    `IsogradError`, since an index or a link would bypass the user's own pip configuration.
    """
    found: list[Requirement] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise IsogradError(
            text("env.no_requirements", path=path, reason=error.strerror or error)
        ) from error
    for number, line in enumerate(lines, 1):
        entry = line.split("#", 1)[0].strip()
        if not entry:
            continue
        if entry.startswith("-r "):
            found += read(path.parent / entry[3:].strip())
            continue
        try:
            found.append(Requirement(entry))
        except InvalidRequirement as error:
            raise IsogradError(f"{path}:{number}: {entry!r}: {error}") from error
    return found


def normalise(requirement: Requirement) -> str:
    """One spelling for one meaning: ``Jinja2 == 3.1.6`` becomes ``jinja2==3.1.6``."""
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    marker = f" ; {requirement.marker}" if requirement.marker else ""
    return f"{canonicalize_name(requirement.name)}{extras}{requirement.specifier}{marker}"


def merged(environment: str, device: registry.Device) -> list[str]:
    """The normalised requirements of all that is in ``environment``, sorted, each once.

    Two files that pin one package differently are an `IsogradError` that names both.
    """
    lines: dict[str, Path] = {}
    pins: dict[tuple[str, str], tuple[str, Path]] = {}
    for path in registry.requirement_files(environment, device):
        for requirement in read(path):
            line = normalise(requirement)
            key = (canonicalize_name(requirement.name), str(requirement.marker or ""))
            other, where = pins.setdefault(key, (line, path))
            if other != line:
                raise IsogradError(
                    text("env.pins_conflict", first=other, where=where, second=line, path=path)
                )
            lines[line] = path
    return sorted(lines)


def changed(lines: list[str], wanted: Sequence[Requirement]) -> list[str]:
    """The merged requirements with some of them replaced by ``wanted``, sorted.

    `UsageError` for a package that is not among them, with the nearest that is.
    """
    pins = {canonicalize_name(Requirement(line).name): line for line in lines}
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        if name not in pins:
            raise UsageError(unknown("package", name, pins))
        pins[name] = normalise(requirement)
    return sorted(pins.values())


def digest(lines: list[str]) -> str:
    """SHA-256 of merged requirements; it names the environment's folder."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def pinned(lines: list[str], python: str) -> dict[str, Requirement]:
    """The requirements that count on this platform under ``python`` ("3.11.7"), by name."""
    short = ".".join(python.split(".")[:2])
    variables = {"python_version": short, "python_full_version": python}
    found = [Requirement(line) for line in lines]
    return {
        canonicalize_name(r.name): r
        for r in found
        if r.marker is None or r.marker.evaluate(environment=variables)
    }
