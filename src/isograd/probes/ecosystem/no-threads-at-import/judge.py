from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    started = found.values["after"] - found.values["before"]
    verdict = "yes" if started == 0 else "no"
    return Answer(verdict, "ecosystem_threads_started", {"number": str(started)}, float(started))
