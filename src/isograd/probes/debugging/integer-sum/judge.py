from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"numbers": [int(n) for n in generator.integers(2**30, 2**31 - 1, 4)]}


def expected(numbers: list[int]) -> dict[str, int]:
    return {"total": sum(numbers)}


judge = same_values(0)
