from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"values": [float(value) for value in generator.uniform(1, 9, 64)]}


def expected(values: list[float]) -> dict[str, Any]:
    """Dropout that is off returns its input."""
    return {"output": values}


judge = same_values(1e-5)
