from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    changed = found.values["changed"]
    if not changed:
        return Answer("yes", "ecosystem_nothing_changed", quantity=0.0)
    return Answer(
        "no", "ecosystem_changed", {"names": ", ".join(changed)[:300]}, float(len(changed))
    )
