import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"w": generator.normal(size=3).tolist()}


def expected(w: list[float]) -> dict[str, np.ndarray]:
    return {"gradient": 2 * np.array(w)}


judge = same_values(1e-5)
