"""Finds the claims: the folder is the registry."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from isograd.claims.model import Claim
from isograd.errors import IsogradError, UsageError
from isograd.i18n import unknown

BUILT_IN = Path(__file__).parent / "ledger"
_LETTERS = "WUBCADR"


@cache
def claims() -> dict[str, Claim]:
    """All claims by identifier: why the choice matters (W), the unified task (U), graphs (B), API
    (C), autodiff (A), distribution (D), advice (R).

    `IsogradError` names a malformed file.
    """
    names = sorted((path.stem for path in BUILT_IN.glob("*.toml")), key=_rank)
    return {name: read(BUILT_IN / f"{name}.toml") for name in names}


def _rank(name: str) -> tuple[int, str]:
    return _LETTERS.index(name[0]), name


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
