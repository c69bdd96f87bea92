from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(4, 3)).tolist(),
        "w": generator.normal(size=(3, 2)).tolist(),
    }


def expected(x: Any, w: Any) -> dict[str, Any]:
    made = np.tanh(np.array(x) @ np.array(w))
    return {"gradient": (1 - made**2) @ np.array(w).T}


judge = counted_lines(same_values(1e-5))
