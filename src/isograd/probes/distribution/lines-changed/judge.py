import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, OUR_FAULTS, same_values

PROGRAMS = Path(__file__).parent / "programs"
TRIAL = "# two CPU devices"  # a line that no machine with two accelerators needs


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows, width = 32, 3
    return {
        "start": generator.normal(size=width).round(3).tolist(),
        "x": generator.normal(size=(rows, width)).round(3).tolist(),
        "y": generator.normal(size=rows).round(3).tolist(),
        "rate": float(generator.uniform(0.05, 0.1)),
    }


def expected(start: Any, x: Any, y: Any, rate: float) -> dict[str, Any]:
    """Both programs: one epoch of gradient descent, eight rows a step."""
    weight = np.array(start)
    for first in range(0, len(y), 8):
        rows, targets = np.array(x[first : first + 8]), np.array(y[first : first + 8])
        weight = weight - rate * 2 / 8 * rows.T @ (rows @ weight - targets)
    return {"single": weight.tolist(), "parallel": weight.tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error.get("type") == "ChildProcessError":
        lines = [line.strip() for line in found.output.splitlines() if "Error" in line]
        message = lines[-1] if lines else found.raised
        ours = not lines or message.startswith(OUR_FAULTS)  # without words: lost
        return Answer("error" if ours else "no", "raised", {"message": message[:MESSAGE]})
    if found.error:
        return Answer("error", "raised", {"message": found.raised[:MESSAGE]})
    wanted = {name: expected[name] for name in ("single", "parallel")}
    answer = same_values(1e-5)(found, inputs, wanted)
    return Answer(
        answer.verdict, answer.reason_code, answer.details, _changed(found.values["package"])
    )


def _changed(package: str) -> float:
    single, parallel = (
        (PROGRAMS / f"{package}_{kind}.py").read_text("utf-8").splitlines()
        for kind in ("single", "parallel")
    )
    lines = difflib.unified_diff(single, parallel, lineterm="", n=0)
    new = [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++")]
    return float(sum(bool(line.strip()) and TRIAL not in line for line in new))
