from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows, width, hidden, outputs = 8, 6, 4, 2
    return {
        "x": generator.normal(size=(rows, width)).round(3).tolist(),
        "a": generator.normal(size=(width, hidden)).round(3).tolist(),
        "b": generator.normal(size=(hidden, outputs)).round(3).tolist(),
    }


def expected(x: Any, a: Any, b: Any) -> dict[str, Any]:
    """tanh(x a) b, and the gradient of its mean square with respect to a."""
    hidden = np.tanh(np.array(x) @ a)
    y = hidden @ b
    back = (2 / y.size * y) @ np.array(b).T * (1 - hidden**2)
    return {"y": y.tolist(), "gradient": (np.array(x).T @ back).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    wanted = {name: expected[name] for name in ("y", "gradient")}
    answer = same_values(1e-5)(found, inputs, wanted)
    if answer.verdict != "yes":
        return answer
    held = float(found.values["held"])
    details = {"share": f"{held:.2f}"}
    if held <= 0.5:
        return Answer("yes", "holds_share", {**answer.details, **details}, held)
    return Answer("no", "holds_all", details, held)
