from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

ASKED = ("3.11", "3.12", "3.13")


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    told = [version for version in ASKED if version in found.values["versions"]]
    verdict = "yes" if len(told) == len(ASKED) else "partly" if told else "no"
    return Answer(
        verdict, "ecosystem_declares", {"names": ", ".join(told) or "–"}, float(len(told))
    )
