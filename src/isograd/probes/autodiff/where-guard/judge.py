import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    x = generator.permutation([0.0, -1.0, 1.0, 1.0, 1.0]) * generator.uniform(0.5, 2, size=5)
    return {"x": x.tolist()}


def expected(x: list[float]) -> dict[str, np.ndarray]:
    point = np.array(x)
    safe = np.where(point > 0, point, 1)
    return {"gradient": np.where(point > 0, 0.5 / np.sqrt(safe), 0)}


judge = same_values(1e-5)
