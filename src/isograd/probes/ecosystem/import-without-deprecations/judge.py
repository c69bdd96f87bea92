from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    if found.values["code"] == 0:
        return Answer("yes", "ecosystem_imported")
    last = found.values["told"].strip().splitlines()[-1]
    verdict = "no" if "Warning" in last else "error"
    return Answer(verdict, "raised", {"message": last[:MESSAGE]})
