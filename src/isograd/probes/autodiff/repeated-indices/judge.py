from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[Any]]:
    return {
        "x": generator.normal(size=5).tolist(),
        "places": generator.integers(0, 5, size=8).tolist(),
        "w": generator.normal(size=8).tolist(),
    }


def expected(x: list[float], places: list[int], w: list[float]) -> dict[str, np.ndarray]:
    return {"gradient": np.bincount(places, weights=w, minlength=5)}


judge = same_values(1e-5)
