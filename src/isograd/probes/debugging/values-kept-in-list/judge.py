from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"values": [float(value) for value in generator.uniform(1, 9, generator.integers(3, 7))]}


def expected(values: list[float]) -> dict[str, Any]:
    return {"kept": [2 * value for value in values]}


judge = same_values(1e-5)
