import numpy as np

from isograd.probing.judging import same_values

Matrix = list[list[float]]


def inputs(generator: np.random.Generator) -> dict[str, Matrix | list[float]]:
    turn, _ = np.linalg.qr(generator.normal(size=(3, 3)))
    x = turn @ np.diag([1.0, 2.5, 4.0]) @ turn.T + generator.normal(scale=0.1, size=(3, 3))
    rest = {name: generator.uniform(0.5, 2, size=3).tolist() for name in ("b", "w")}
    return {"x": x.tolist(), **rest}


def _value(x: np.ndarray, b: np.ndarray, w: np.ndarray) -> float:
    values, vectors = np.linalg.eigh((x + x.T) / 2)
    return float((w * values * (b @ vectors) ** 2).sum())


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
