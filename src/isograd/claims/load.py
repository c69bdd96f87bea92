"""Finds the claims: the folder is the registry."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from isograd.claims.model import Claim
from isograd.errors import IsogradError, UsageError
from isograd.i18n import unknown

BUILT_IN = Path(__file__).parent / "ledger"


@cache
def claims() -> dict[str, Claim]:
    """All claims by identifier, letter by letter in the order of their numbers.

    `IsogradError` names a malformed file.
    """
    return {path.stem: read(path) for path in sorted(BUILT_IN.glob("*.toml"))}


def read(path: Path) -> Claim:
    try:
        return Claim(id=path.stem, **tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise IsogradError(f"{path}: {error}") from error


def choose(names: list[str]) -> list[Claim]:
    """Claims by identifier, all of them without one; `UsageError` for an unknown one."""
    known = claims()
    for name in names:
        if name not in known:
            raise UsageError(unknown("claim", name, list(known)))
    return [known[name] for name in names] if names else list(known.values())
