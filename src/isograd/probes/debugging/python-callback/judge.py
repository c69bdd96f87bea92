from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    odd = generator.choice(np.arange(161, 400, 2), int(generator.integers(6, 10)), replace=False)
    return {"values": [int(number) / 16 for number in odd]}


def expected(values: list[float]) -> dict[str, Any]:
    return {"seen": [2 * value for value in values]}


judge = same_values(1e-6)
