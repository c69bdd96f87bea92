from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"x": (generator.normal(size=5) * 5).round(3).tolist()}


def expected(x: list[float]) -> dict[str, Any]:
    return {"y": np.array(x).astype(np.int32)}


judge = same_values(1e-5)
