from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    lines = [line for line in found.values["printed"].splitlines() if line.strip()]
    if not lines:
        return Answer("yes", "ecosystem_quiet", quantity=0.0)
    return Answer(
        "no", "ecosystem_printed", {"number": str(len(lines)), "first": lines[0][:200]}, len(lines)
    )
