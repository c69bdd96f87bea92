from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

LIMIT = 3  # seconds


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    amount = sorted(found.values["seconds"])[1]
    details = {"amount": f"{amount:.1f} s", "limit": f"{LIMIT} s"}
    if amount <= LIMIT:
        return Answer("yes", "ecosystem_within_limit", details, float(amount))
    return Answer("no", "ecosystem_over_limit", details, float(amount))
