from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

LIMIT = 500  # thousand lines


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    amount = found.values["lines"] / 1000
    details = {"amount": f"{amount:.0f} 000", "limit": f"{LIMIT} 000"}
    if amount < LIMIT:
        return Answer("yes", "ecosystem_within_limit", details, float(amount))
    return Answer("no", "ecosystem_over_limit", details, float(amount))
