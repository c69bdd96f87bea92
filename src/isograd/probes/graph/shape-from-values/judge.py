from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    xs = generator.uniform(1, 2, [3, 6])
    for x, negative in zip(xs, generator.permutation([1, 2, 3])):
        x[generator.permutation(6)[:negative]] *= -1
    return {"xs": xs.tolist()}


def expected(xs: list[list[float]]) -> dict[str, list[float]]:
    return {str(i): [v * 2 for v in x if v > 0] for i, x in enumerate(xs)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """The rows differ in length: each is a value of its own."""
    rows = {str(i): row for i, row in enumerate(found.values.get("values", []))}
    return same_values(1e-5)(Found(rows, error=found.error), inputs, expected)
