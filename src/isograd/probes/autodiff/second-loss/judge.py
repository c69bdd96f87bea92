import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {
        "x": generator.normal(size=4).tolist(),
        "first": generator.normal(size=4).tolist(),
        "second": generator.normal(size=4).tolist(),
    }


def expected(x: list[float], first: list[float], second: list[float]) -> dict[str, np.ndarray]:
    return {"gradient": 2 * np.array(second) * np.array(x)}


judge = same_values(1e-5)
