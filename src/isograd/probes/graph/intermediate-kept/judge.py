import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    return {"xs": generator.uniform(1, 2, [3, 3]).tolist()}


def expected(xs: list[list[float]]) -> dict[str, np.ndarray]:
    return {"squares": np.array(xs) ** 2}


judge = same_values(1e-5)
