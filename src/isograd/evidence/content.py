"""One spelling of a JSON value, and its hash: what identifies records, facts and bundle members."""

import hashlib
import json
from typing import Any, NamedTuple, NoReturn


class RunContent(NamedTuple):
    """All that a store holds about one run, as stored: it hashes the same on every machine.

    Parsed JSON, not models: a later isograd may add fields with defaults to a model, and filling
    them in would change the hashes of what an earlier one wrote.
    """

    run: dict[str, Any]  # see `bundle.BundledRun`
    records: list[dict[str, Any]]  # in the order in which they were added, with their ``id``
    facts: dict[str, dict[str, Any]]  # by hash


def canonical(value: Any) -> str:
    """``value`` as JSON in one spelling: keys sorted, no spaces, ASCII.

    NaN and infinity are no JSON: `ValueError`. ASCII, because the tail of a worker's output may
    hold lone surrogates (bytes that were no UTF-8), which UTF-8 cannot carry.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(content: str) -> str:
    """SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def record_id(fields: dict[str, Any]) -> str:
    """Identifier of a record from all of its fields but ``id``."""
    return digest(canonical(fields))[:16]


def parse(content: str | bytes) -> Any:
    """The value of a JSON text; `ValueError` for anything that is no strict JSON."""
    try:
        return json.loads(content, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
