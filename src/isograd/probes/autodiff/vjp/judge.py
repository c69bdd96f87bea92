from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[Any]]:
    sizes = {"x": 4, "matrix": (3, 4), "v": 3}
    return {name: generator.normal(size=size).tolist() for name, size in sizes.items()}


def expected(x: list[float], matrix: list[list[float]], v: list[float]) -> dict[str, np.ndarray]:
    return {"gradient": (np.array(v) @ np.array(matrix)) * np.cos(x)}


judge = same_values(1e-5)
