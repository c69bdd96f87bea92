from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found, Verdict
from isograd.probing.judging import refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Whether clearly less is done than the work itself, which costs about one."""
    if found.error:
        return refused(found)
    share = float(found.values["share"])
    verdict: Verdict = "yes" if share < 0.3 else "no"
    return Answer(verdict, "share_of_work", {"share": f"{share:.2f}"}, share)
