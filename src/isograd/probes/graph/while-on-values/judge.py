import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    """Sums between 1.1 and 1.5 times powers of two, so that none comes near the limit."""
    xs = generator.uniform(1.1, 1.5, [4, 3]) / 3 * 2.0 ** generator.integers(0, 6, [4, 1])
    return {"xs": xs.tolist()}


def expected(xs: list[list[float]]) -> dict[str, list[list[float]]]:
    values = []
    for x in xs:
        while sum(x) < 100:
            x = [v * 2 for v in x]
        values.append(x)
    return {"values": values}


judge = same_values(1e-5)
