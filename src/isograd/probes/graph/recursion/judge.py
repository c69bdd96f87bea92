import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, float | list[int]]:
    depths = generator.permutation(np.arange(2, 7))[:2].tolist()
    return {"x": float(generator.uniform(1, 1.5)), "depths": depths}


def expected(x: float, depths: list[int]) -> dict[str, list[float]]:
    return {"values": [x ** (depth + 1) for depth in depths]}


judge = same_values(1e-5)
