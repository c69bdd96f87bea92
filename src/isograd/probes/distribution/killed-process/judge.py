import re
from collections.abc import Mapping
from typing import Any

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return Answer("error", "raised", refused(found).details)
    seconds = round(float(found.values["seconds"]), 2)
    code = found.values["code"]
    lines = [line.strip() for line in found.output.splitlines()]
    raised = [line for line in lines if re.match(r"(\[\w+\]: )?[\w.]+Error: ", line)]
    if code is None and raised:
        details = {"seconds": f"{seconds:.0f}", "message": raised[-1][:MESSAGE]}
        return Answer("partly", "survivor_stays", details)
    if code is None:
        return Answer("no", "survivor_waits", {"seconds": f"{seconds:.0f}"})
    spoken = [line for line in lines if re.search(r"error|terminat|fatal", line, re.IGNORECASE)]
    message = (raised or spoken or ["–"])[-1][:MESSAGE]
    details = {"seconds": f"{seconds:.1f}", "code": str(code), "message": message}
    return Answer("yes" if code else "no", "survivor_ended", details, seconds)
