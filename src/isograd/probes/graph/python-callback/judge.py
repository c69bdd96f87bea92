import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    return {"xs": generator.uniform(0, 2, [3, 4]).tolist()}


def expected(xs: list[list[float]]) -> dict[str, np.ndarray]:
    return {"values": np.interp(xs, [0, 1, 2], [0, 10, 40]) + 1}


judge = same_values(1e-5)
