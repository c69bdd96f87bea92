"""Frameworks, found as folders: those of the package and those that entry points name.

The folder is the registry: there is no second list. A framework outside the tree registers the
folder that holds its ``framework.toml`` through the entry-point group ``isograd.frameworks``
(value: a module whose ``__file__`` lies in that folder).
"""

import tomllib
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from isograd.errors import IsogradError

BUILT_IN = Path(__file__).parent / "frameworks"
APART = "environments"  # beside `BUILT_IN`: environments that belong to no framework
ENTRY_POINTS = "isograd.frameworks"

Device = Literal["cpu", "cuda"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Strict):
    """One text in both languages of the product."""

    en: str
    zh: str


class Mode(_Strict):
    """One execution mode."""

    id: str
    contract: Literal["stepwise", "whole-run"]
    applied: str  # the line that turns the shown source into this mode
    # The line that turns a plain function ``f`` into this mode, for probes; empty: as it is; None:
    # the mode knows no such thing (a fit, a static graph).
    wraps: str | None = None
    form: str = ""  # which shown source: "" -> <framework>.py, "scan" -> <framework>_scan.py
    environment: str = ""  # "": the framework's own
    backend: str = ""
    needs: list[Literal["cxx"]] = Field(default_factory=list)  # parts of the machine
    proof_patches: dict[str, list[str]] = Field(default_factory=dict)  # by dtype
    options: dict[str, str | int | float | bool] = Field(default_factory=dict)
    # Of a tuned entry: each thing that is set besides the defaults, and the guide that advises it.
    flags: list[str] = Field(default_factory=list)
    guide: str = ""


class Tuning(_Strict):
    """A documented way to make one mode faster, as a fluent user would set it. It is an entry of
    its own, in the variant ``tuned``, and never stands among the defaults."""

    mode: str
    applied: str  # executed as printed, after `build`; binds ``step`` or changes what was built
    flags: list[str] = Field(min_length=1)
    guide: str  # of the framework itself


class Spot(_Strict):
    """An environment and, where it has several, the backend in it."""

    environment: str = ""  # "": the framework's own
    backend: str = ""


class Port(Spot):
    """Something that models are ported to: `worker/ported.py` runs it. The certificate is decided
    where the spot is; forward and gradients are proven at the ``others`` as well."""

    id: str
    conventions: list[str] = Field(default_factory=list)  # of its optimisers, at the spot
    others: list[Spot] = Field(default_factory=list)


class Cost(_Strict):
    """What making an environment takes, as measured; stated before any download."""

    download_mb: int
    disk_mb: int
    seconds: int


class Extra(Cost):
    """Packages that some questions need besides, pinned in ``requirements/extra-<id>.txt``; the
    cost is that of them alone."""

    id: str


class EnvironmentSpec(Cost):
    """A worker environment; the cost is that of the CPU's. A framework owns it; or it lies over
    one that a framework owns and adds an extra (``base``); or it belongs to none (``folder``)."""

    id: str
    python: str
    cuda: Cost | None = None  # None: not offered for this device
    extras: list[Extra] = Field(default_factory=list)
    base: str = ""  # the environment that it lies over
    imports: list[str] = Field(default_factory=list)  # what `env check` imports besides frameworks
    folder: Path | None = Field(default=None, exclude=True)
    # Variables that point a framework's compiler at its cache folder: parity runs share one, a
    # timed launch gets an empty one, so that its first step includes the compilation.
    compile_caches: list[str] = Field(default_factory=list)
    # A package index of the framework's own for devices whose wheel the default index lacks.
    index: dict[str, str] = Field(default_factory=dict)

    def offers(self, device: Device) -> bool:
        """Whether there are pins for ``device``."""
        return device == "cpu" or self.cuda is not None

    def cost(self, device: Device) -> Cost:
        """What ``device`` takes; a device that is not offered is a `KeyError`."""
        cost = self if device == "cpu" else self.cuda
        if cost is None:
            raise KeyError(device)
        return cost


class Framework(_Strict):
    id: str
    name: Text
    rank: int  # display order
    homepage: str
    # How its users write names of it: `tf` for `tensorflow`.
    shorthands: dict[str, str] = Field(default_factory=dict)
    licence: str
    package: str  # what its users import
    default_mode: str
    compiled_mode: str
    eager_mode: str = ""  # what its compiling modes are held against; empty: it has none
    threading: str
    environment: EnvironmentSpec | None = None
    installs_into: list[str] = Field(default_factory=list)
    modes: list[Mode]
    tuned: list[Tuning] = Field(default_factory=list)
    ports: list[Port] = Field(default_factory=list)
    folder: Path = Field(exclude=True)

    @property
    def adapter(self) -> Path:
        return self.folder / "worker" / "adapter.py"

    def requirements(self, device: Device) -> Path:
        """Pinned requirements that this framework brings into its environments."""
        return self.folder / "requirements" / f"{device}.txt"

    def mode(self, identifier: str) -> Mode:
        for mode in self.modes:
            if mode.id == identifier:
                return mode
        raise KeyError(identifier)

    def tuned_mode(self, mode: Mode) -> Mode | None:
        """``mode`` as its tuned entry applies it; None where it has none."""
        for entry in self.tuned:
            if entry.mode == mode.id:
                return mode.model_copy(
                    update={
                        "applied": entry.applied,
                        "options": {**mode.options, "tuned": entry.applied},
                        "flags": entry.flags,
                        "guide": entry.guide,
                    }
                )
        return None

    @property
    def originals(self) -> Path:
        """The program that runs a user's own model, where models can be ported from here."""
        return self.folder / "worker" / "originals.py"

    @property
    def ported(self) -> Path:
        """The program that runs an emitted model of its ports."""
        return self.folder / "worker" / "ported.py"

    def environment_of(self, mode: "Mode | Spot") -> str:
        if mode.environment:
            return mode.environment
        assert self.environment is not None
        return self.environment.id

    def stem(self, mode: Mode) -> str:
        """File name (without suffix) of the shown source of ``mode``."""
        return f"{self.id}_{mode.form}" if mode.form else self.id

    def own_stem(self, mode: Mode) -> str:
        """That of a source for ``mode`` alone, which a task may have besides the shared one."""
        return f"{self.id}_{mode.id.replace('-', '_')}"


def read(folder: Path) -> Framework:
    """One framework from its folder; a malformed file is an `IsogradError` that names the key."""
    path = folder / "framework.toml"
    try:
        framework = Framework(folder=folder, **tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise IsogradError(f"{path}: {error}") from error
    if framework.id != folder.name:
        raise IsogradError(f"{path}: id is {framework.id!r}, but the folder is {folder.name!r}")
    for mode in framework.modes:
        if not mode.environment and framework.environment is None:
            raise IsogradError(f"{path}: mode {mode.id!r} names no environment")
    unknown = {entry.mode for entry in framework.tuned} - {mode.id for mode in framework.modes}
    if unknown:
        raise IsogradError(f"{path}: tuned entries of unknown modes: {', '.join(sorted(unknown))}")
    return framework


def _outside() -> list[Path]:
    folders = []
    for point in metadata.entry_points(group=ENTRY_POINTS):
        spec = util.find_spec(point.value)  # found, not imported
        if spec is not None and spec.origin:
            folders.append(Path(spec.origin).parent)
    return folders


@cache
def frameworks() -> dict[str, Framework]:
    """All frameworks by identifier, in display order."""
    folders = [path.parent for path in BUILT_IN.glob("*/framework.toml")] + _outside()
    found = sorted((read(folder) for folder in folders), key=lambda f: (f.rank, f.id))
    return {framework.id: framework for framework in found}


@cache
def environments() -> dict[str, EnvironmentSpec]:
    """The worker environments that frameworks own, by identifier."""
    owners = [f.environment for f in frameworks().values() if f.environment is not None]
    return {spec.id: spec for spec in owners}


@cache
def _apart(folder: Path) -> dict[str, EnvironmentSpec]:
    """The environments of no framework, each a folder in ``folder``."""
    found = {}
    for path in sorted(folder.glob("*/environment.toml")):
        try:
            spec = EnvironmentSpec(folder=path.parent, **tomllib.loads(path.read_text("utf-8")))
        except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
            raise IsogradError(f"{path}: {error}") from error
        found[spec.id] = spec
    return found


def all_environments() -> dict[str, EnvironmentSpec]:
    """Those of the frameworks, then those that lie over them, then those of no framework."""
    found = dict(environments())
    for spec in environments().values():
        for extra in spec.extras:
            cost = extra.model_dump(exclude={"id"})
            name = f"{spec.id}+{extra.id}"
            found[name] = EnvironmentSpec(id=name, base=spec.id, python=spec.python, **cost)
    return {**found, **_apart(BUILT_IN.parent / APART)}


def with_extra(environment: str, extra: str) -> str:
    """The environment that adds ``extra`` to ``environment``; itself where it has no such one."""
    name = f"{environment}+{extra}"
    return name if name in all_environments() else environment


def is_of(distribution: str, package: str) -> bool:
    """Whether a distribution is that of a module: ``tensorflow-cpu``, ``paddlepaddle-gpu``."""
    return distribution.split("-")[0] in (package, package * 2)


def members(environment: str) -> list[Framework]:
    """The frameworks installed into one environment, its owner first."""
    environment = all_environments()[environment].base or environment
    found = frameworks().values()
    owner = [f for f in found if f.environment and f.environment.id == environment]
    return owner + [f for f in found if environment in f.installs_into]


def requirement_files(environment: str, device: Device) -> list[Path]:
    """The files of pins that make up one environment."""
    spec = all_environments()[environment]
    if spec.folder is not None:
        return [spec.folder / "requirements" / f"{device}.txt"]
    if spec.base:
        extra = f"extra-{environment.removeprefix(spec.base + '+')}.txt"
        added = members(spec.base)[0].folder / "requirements" / extra
        return [*requirement_files(spec.base, device), added]
    return [framework.requirements(device) for framework in members(environment)]
