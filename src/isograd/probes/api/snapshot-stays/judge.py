from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(4, 3)).tolist(),
        "w": generator.normal(size=(3, 2)).tolist(),
        "rate": float(generator.uniform(0.1, 0.3)),
    }


def expected(x: Any, w: Any, rate: float) -> dict[str, Any]:
    made = np.array(x) @ np.array(w)
    trained = np.array(w) - rate * np.array(x).T @ made * 2 / made.size  # towards zero
    return {"now": trained, "kept": w}


judge = same_values(1e-5)
