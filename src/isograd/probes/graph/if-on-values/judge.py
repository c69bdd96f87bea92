import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    signs = generator.permutation([1, 1, -1, -1])
    return {"xs": (signs[:, None] * generator.uniform(1, 2, [4, 3])).tolist()}


def expected(xs: list[list[float]]) -> dict[str, list[list[float]]]:
    return {"values": [[v * 2 if sum(x) > 0 else v - 1 for v in x] for x in xs]}


judge = same_values(1e-5)
