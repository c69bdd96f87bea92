from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

MOST, SOME = 0.98, 0.8


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    times, of = len(found.values["with"]), len(found.values["all"])
    share = times / of
    verdict = "yes" if share >= MOST else "partly" if share >= SOME else "no"
    return Answer(verdict, "ecosystem_counted", {"times": str(times), "of": str(of)}, share)
