from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"count": int(generator.integers(2000, 4000))}


def expected(count: int) -> dict[str, Any]:
    return {"in_evaluation": count, "scaled_by": 2.0, "some_dropped": 1}


judge = same_values(1e-6)
