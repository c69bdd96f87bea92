from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=3).round(3).tolist(),
        "scale": round(float(generator.normal()), 3),
    }


def expected(x: Any, scale: float) -> dict[str, Any]:
    return {"y": scale * np.array(x), "parameters": 1}


judge = same_values(1e-5)
