from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    weight, x = generator.normal(size=(3, 2)), generator.normal(size=(4, 3))
    return {"weight": weight.tolist(), "x": x.tolist()}


def expected(weight: Any, x: Any) -> dict[str, Any]:
    return {"copy": np.array(x) @ np.array(weight), "own": np.zeros((4, 2))}


judge = same_values(1e-4)
