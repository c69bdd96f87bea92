from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return Answer("error", "raised", refused(found).details)
    seconds = round(float(found.values["seconds"]), 2)
    code = found.values["code"]
    if code is None:
        return Answer("no", "survivor_waits", {"seconds": f"{seconds:.0f}"})
    details = {"seconds": f"{seconds:.1f}", "code": str(code), "message": _last(found.output)}
    return Answer("yes" if code else "no", "survivor_ended", details, seconds)


def _last(output: str) -> str:
    """The last line that speaks of an error."""
    lines = [line.strip() for line in output.splitlines() if "rror" in line]
    return lines[-1][:MESSAGE] if lines else "–"
