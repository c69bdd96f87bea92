import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"x": generator.normal(size=5).tolist(), "v": generator.normal(size=5).tolist()}


def expected(x: list[float], v: list[float]) -> dict[str, np.ndarray]:
    point, direction = np.array(x), np.array(v)
    scale = np.exp(-0.5 * point @ point)
    return {"derivative": scale * (direction - point * (point @ direction))}


judge = same_values(1e-5)
