"""What is kept about an environment: the completion marker, and the user's own environments."""

import json
import os
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from isograd import paths
from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.registry import Device

MARKER = "isograd-environment.json"
USER_FILE = "environments.json"


@dataclass(frozen=True)
class Environment:
    """A worker environment that can be started.

    ``versions`` maps each installed distribution (canonical name) to its version; ``python`` is
    the interpreter inside the environment, never resolved, since its own path makes it one.
    ``requirements_sha256`` is empty for the user's own environments.
    """

    id: str
    device: Device
    path: Path
    python: Path
    versions: dict[str, str] = field(hash=False)
    origin: Literal["isograd", "user"]
    requirements_sha256: str

    @property
    def fact(self) -> dict[str, Any]:
        """What evidence keeps of it: no path, so that it is the same on every machine."""
        kept = ("id", "device", "origin", "versions", "requirements_sha256")
        return {name: getattr(self, name) for name in kept}


class Marker(BaseModel):
    """Written last: a folder that holds it was installed completely."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    id: str
    device: Device
    python: str
    versions: dict[str, str]
    requirements_sha256: str
    created: str
    seconds: float
    bytes: int
    base: str = ""  # folder of the environment that it lies over


class UserRecord(BaseModel):
    """An environment of the user's own, as it was when it was checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    python: Path
    versions: dict[str, str]
    recorded: str


class UserRecords(BaseModel):
    """``environments.json``: environment, then device."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    environments: dict[str, dict[Device, UserRecord]] = Field(default_factory=dict)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_atomically(path: Path, content: str) -> None:
    """All or nothing, also when the machine stops: written beside it, synced, renamed."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_marker(folder: Path) -> Marker | None:
    """The marker of ``folder``; None if it is absent or not one (the folder is then unfinished)."""
    try:
        return Marker.model_validate_json((folder / MARKER).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def write_marker(folder: Path, marker: Marker) -> None:
    write_atomically(folder / MARKER, marker.model_dump_json(indent=1) + "\n")


def read_user() -> UserRecords:
    """The user's own environments; a file that is not ours to understand is an error."""
    path = paths.data() / USER_FILE
    try:
        return UserRecords.model_validate_json(path.read_text("utf-8"))
    except FileNotFoundError:
        return UserRecords()
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise EnvironmentSetupError(
            text("env.bad_user_file", path=path), hint=text("env.bad_user_file_hint", path=path)
        ) from error


def write_user(records: UserRecords) -> None:
    document = json.dumps(records.model_dump(mode="json"), indent=1, ensure_ascii=False)
    write_atomically(paths.data() / USER_FILE, document + "\n")
