import numpy as np

from isograd.probing.judging import same_values

Matrix = list[list[float]]


def inputs(generator: np.random.Generator) -> dict[str, Matrix | list[float]]:
    left, _ = np.linalg.qr(generator.normal(size=(4, 3)))
    right, _ = np.linalg.qr(generator.normal(size=(3, 3)))
    x = left @ np.diag([4.0, 2.5, 1.0]) @ right
    b, w = generator.uniform(0.5, 2, size=4), generator.uniform(0.5, 2, size=3)
    return {"x": x.tolist(), "b": b.tolist(), "w": w.tolist()}


def _value(x: np.ndarray, b: np.ndarray, w: np.ndarray) -> float:
    u, s, _ = np.linalg.svd(x, full_matrices=False)
    return float((w * s * (b @ u) ** 2).sum())


def expected(x: Matrix, b: list[float], w: list[float]) -> dict[str, np.ndarray]:
    """Central differences in float64."""
    point, width = np.array(x), 1e-6
    gradient = np.zeros_like(point)
    for place in np.ndindex(point.shape):
        step = np.zeros_like(point)
        step[place] = width
        above = _value(point + step, np.array(b), np.array(w))
        below = _value(point - step, np.array(b), np.array(w))
        gradient[place] = (above - below) / (2 * width)
    return {"gradient": gradient}


judge = same_values(1e-3)
