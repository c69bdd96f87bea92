"""What a user's name for a run means."""

from collections.abc import Sequence
from difflib import get_close_matches

from isograd.errors import UsageError
from isograd.i18n import text


def match(name: str, known: Sequence[str]) -> str:
    """The one of ``known`` (newest first) that ``name`` means.

    ``latest``, a full identifier, or a beginning that only one has; `UsageError` otherwise, with
    the nearest one.
    """
    if not known:
        raise UsageError(text("runs.none"), hint=text("runs.none_hint"))
    if name in known:
        return name
    if name == "latest":
        return known[0]
    matches = [run for run in known if name and run.startswith(name)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UsageError(
            text("runs.ambiguous", given=name, matches=", ".join(matches[:5])),
            hint=text("runs.ambiguous_hint"),
        )
    raise unknown(name, known)


def unknown(given: str, known: Sequence[str] = ()) -> UsageError:
    """The error for a run that is not there."""
    near = get_close_matches(given, known, n=1, cutoff=0.5)
    key = "runs.unknown_near" if near else "runs.unknown"
    return UsageError(
        text(key, given=given, near=near[0] if near else ""), hint=text("runs.list_hint")
    )
