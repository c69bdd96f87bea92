import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"x": generator.normal(size=5).tolist()}


def expected(x: list[float]) -> dict[str, np.ndarray]:
    value = np.tanh(x)
    return {"third": (1 - value**2) * (6 * value**2 - 2)}


judge = same_values(1e-4)
