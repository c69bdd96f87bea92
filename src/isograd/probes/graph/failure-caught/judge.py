import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[list[float]]]]:
    """Two matrices that have a Cholesky factor, and between them one that has none."""
    good = generator.uniform(1, 2, [2, 3, 3])
    first, last = good @ good.transpose(0, 2, 1) + 3 * np.eye(3)
    return {"xs": [first.tolist(), (-first).tolist(), last.tolist()]}


def expected(xs: list[list[list[float]]]) -> dict[str, list[np.ndarray]]:
    first, _, last = [np.linalg.cholesky(np.abs(x)) for x in xs]
    return {"values": [first, np.zeros([3, 3]), last]}


judge = same_values(1e-4)
