import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[list[float]]]]:
    """A matrix that has no Cholesky factor, and one that has."""
    root = generator.uniform(1, 2, [3, 3])
    good = root @ root.T + 3 * np.eye(3)
    return {"xs": [(-good).tolist(), good.tolist()]}


def expected(xs: list[list[list[float]]]) -> dict[str, list[np.ndarray]]:
    return {"values": [np.zeros([3, 3]), np.linalg.cholesky(xs[1])]}


judge = same_values(1e-4)
