from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

PERMISSIVE = ("mit", "bsd", "apache", "psf", "python software", "isc", "zlib", "hpnd", "unlicense")
RESTRICTIVE = ("gpl", "general public", "mpl", "mozilla", "eupl", "cddl", "proprietary")


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """By the words of the declarations; a library that is under several counts as restrictive as
    soon as one of them is."""
    if found.error:
        return refused(found)
    others = [name for name, said in found.values["declared"].items() if not _permissive(said)]
    if not others:
        return Answer("yes", "ecosystem_all_permissive", quantity=0.0)
    verdict = "no" if found.values["framework"] in others else "partly"
    return Answer(
        verdict, "ecosystem_not_permissive", {"names": ", ".join(others)}, float(len(others))
    )


def _permissive(declared: str) -> bool:
    said = declared.lower()
    return any(w in said for w in PERMISSIVE) and not any(w in said for w in RESTRICTIVE)
