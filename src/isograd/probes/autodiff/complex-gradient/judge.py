import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {
        "real": generator.normal(size=3).tolist(),
        "imaginary": generator.normal(size=3).tolist(),
    }


def expected(real: list[float], imaginary: list[float]) -> dict[str, np.ndarray]:
    return {"real": 2 * np.array(real), "imaginary": 2 * np.array(imaginary)}


judge = same_values(1e-4)
