import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"x": (generator.uniform(0.5, 2, size=5) * generator.choice([-1, 1])).tolist()}


def expected(x: list[float]) -> dict[str, np.ndarray]:
    point = np.array(x)
    return {"gradient": np.ones(5) if point.sum() > 0 else 2 * point}


judge = same_values(1e-5)
