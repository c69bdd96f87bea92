from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    """Values that need few doublings, and others that need many."""
    draw = generator.uniform(1, 2, (2, 3))
    return {
        "values": np.round(draw[0] * 5, 3).tolist(),
        "others": np.round(draw[1] / 50, 4).tolist(),
    }


def expected(values: Any, others: Any) -> dict[str, Any]:
    found = {}
    for name, given in {"few": values, "many": others}.items():
        x = np.array(given)
        while x.sum() < 100:
            x = 2 * x + 0.125
        found[name] = x
    return found


judge = same_values(1e-5)
