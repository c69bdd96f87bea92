import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    sizes = generator.permutation(np.arange(3, 8))[:2]
    return {"xs": [generator.uniform(1, 2, size).tolist() for size in sizes]}


def expected(xs: list[list[float]]) -> dict[str, list[float]]:
    return {"sums": [sum(x) * sum(v * (i + 1) for i, v in enumerate(x)) for x in xs]}


judge = same_values(1e-5)
