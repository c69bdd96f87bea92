from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    tried = [line for line in found.values["told"].splitlines() if line.startswith("tried")]
    if "imported" not in found.values["told"]:
        return Answer("no", "raised", {"message": found.values["told"].strip()[-MESSAGE:]})
    if tried:
        return Answer("no", "ecosystem_connection_tried", {"message": tried[0]}, float(len(tried)))
    return Answer("yes", "ecosystem_no_connection", quantity=0.0)
