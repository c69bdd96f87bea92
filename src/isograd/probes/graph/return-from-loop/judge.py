import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    """Sums between 1.1 and 1.5 times powers of two: some never reach the limit."""
    powers = generator.permutation([-4, -3, 1, 3, 5])[:, None]
    return {"xs": (generator.uniform(1.1, 1.5, [5, 3]) / 3 * 2.0**powers).tolist()}


def expected(xs: list[list[float]]) -> dict[str, list[list[float]]]:
    return {"values": [_one(x) for x in xs]}


def _one(x: list[float]) -> list[float]:
    for _ in range(8):
        x = [v * 2 for v in x]
        if sum(x) > 100:
            return x
    return [v - 1 for v in x]


judge = same_values(1e-5)
