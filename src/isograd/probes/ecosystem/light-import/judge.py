from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

LIMIT = 250  # MB


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    amount = (found.values["after"] - found.values["before"]) * 1024 / 1e6  # of KiB
    details = {"amount": f"{amount:.0f} MB", "limit": f"{LIMIT} MB"}
    if amount < LIMIT:
        return Answer("yes", "ecosystem_within_limit", details, float(amount))
    return Answer("no", "ecosystem_over_limit", details, float(amount))
