import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"x": generator.uniform(0.2, 0.6, size=4).tolist()}


def expected(x: list[float]) -> dict[str, np.ndarray]:
    value, slope = np.array(x), np.ones(4)
    while (value**2).sum() < 100:
        slope, value = slope * np.exp(value) * (1 + value), value * np.exp(value)
    return {"gradient": 2 * value * slope}


judge = same_values(1e-3)
