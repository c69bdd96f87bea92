import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"x": generator.normal(size=5).tolist(), "v": generator.normal(size=5).tolist()}


def expected(x: list[float], v: list[float]) -> dict[str, np.ndarray]:
    sine, cosine, power = np.sin(x), np.cos(x), np.exp(x)
    hessian = np.diag(power * sine.sum() - sine * power.sum())
    hessian += np.outer(cosine, power) + np.outer(power, cosine)
    return {"product": hessian @ np.array(v)}


judge = same_values(1e-4)
