"""The documents of ``isograd env … --json``."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from isograd.run.environments.locate import State

Origin = Literal["isograd", "user"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Listed(_Strict):
    """One environment as it stands; the last three are what making it takes, 0 when ready."""

    id: str
    device: str
    frameworks: list[str]
    state: State
    origin: Origin
    path: str
    python: str | None  # None: not made, or the user's own
    bytes: int | None
    download_mb: int
    disk_mb: int
    seconds: int


class EnvironmentList(_Strict):
    """``isograd env list --json``."""

    schema_: Literal["isograd/env-list"] = Field(default="isograd/env-list", alias="schema")
    version: Literal[1] = 1
    environments: list[Listed]


class Created(_Strict):
    """One environment after ``env create``; ``made`` is false for one that was there."""

    id: str
    device: str
    path: str
    python: str  # its interpreter
    origin: Origin
    made: bool
    elapsed_seconds: float
    versions: dict[str, str]
    requirements_sha256: str


class EnvironmentCreation(_Strict):
    """``isograd env create --json``."""

    schema_: Literal["isograd/env-create"] = Field(default="isograd/env-create", alias="schema")
    version: Literal[1] = 1
    environments: list[Created]


class Imported(_Strict):
    """One framework imported in its environment; ``error`` is empty when that went well."""

    framework: str  # empty: a package of an environment that belongs to no framework
    package: str
    version: str
    seconds: float
    error: str


class Drift(_Strict):
    """A package that is not as it was pinned; ``installed`` is null for one that is gone."""

    package: str
    pinned: str
    installed: str | None


class Checked(_Strict):
    """One environment, started; ``ok`` when all imports succeed and nothing drifted."""

    id: str
    device: str
    state: State
    origin: Origin
    path: str
    python: str | None
    frameworks: list[Imported]
    drift: list[Drift]
    ok: bool


class EnvironmentCheck(_Strict):
    """``isograd env check --json``."""

    schema_: Literal["isograd/env-check"] = Field(default="isograd/env-check", alias="schema")
    version: Literal[1] = 1
    environments: list[Checked]


class Sized(_Strict):
    """One folder on disk; ``stale`` when nothing would use it any more."""

    id: str
    device: str
    path: str
    stale: bool
    bytes: int


class EnvironmentSizes(_Strict):
    """``isograd env size --json``."""

    schema_: Literal["isograd/env-size"] = Field(default="isograd/env-size", alias="schema")
    version: Literal[1] = 1
    environments: list[Sized]
    total_bytes: int
