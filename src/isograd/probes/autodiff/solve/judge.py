import numpy as np

from isograd.probing.judging import same_values

Matrix = list[list[float]]


def inputs(generator: np.random.Generator) -> dict[str, Matrix]:
    x = 3 * np.eye(4) + 0.5 * generator.normal(size=(4, 4))
    return {"x": x.tolist(), "b": generator.normal(size=(4, 2)).tolist()}


def expected(x: Matrix, b: Matrix) -> dict[str, np.ndarray]:
    solution = np.linalg.solve(x, b)
    return {"gradient": -np.linalg.solve(np.transpose(x), np.ones((4, 2))) @ solution.T}


judge = same_values(1e-4)
