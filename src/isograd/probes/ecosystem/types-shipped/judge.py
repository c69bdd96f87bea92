from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """As PEP 561 has it: the marker, without which a checker ignores what is annotated."""
    if found.error:
        return refused(found)
    stubs = len(found.values["stubs"])
    if found.values["markers"]:
        return Answer("yes", "ecosystem_typed", {"stubs": str(stubs)}, float(stubs))
    return Answer("no", "ecosystem_untyped", {"stubs": str(stubs)}, float(stubs))
