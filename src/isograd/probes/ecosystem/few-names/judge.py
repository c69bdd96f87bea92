from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

LIMIT = 300


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    amount = len(found.values["names"])
    details = {"amount": f"{amount:}", "limit": f"{LIMIT}"}
    if amount <= LIMIT:
        return Answer("yes", "ecosystem_within_limit", details, float(amount))
    return Answer("no", "ecosystem_over_limit", details, float(amount))
