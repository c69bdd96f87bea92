import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    return {"xs": generator.uniform(1, 2, [int(generator.integers(4, 9)), 3]).tolist()}


def expected(xs: list[list[float]]) -> dict[str, np.ndarray]:
    calls = np.arange(1, len(xs) + 1)
    return {"values": np.array(xs) * calls[:, None]}


judge = same_values(1e-5)
