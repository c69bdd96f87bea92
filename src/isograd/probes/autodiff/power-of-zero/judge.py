import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    base = generator.uniform(0.5, 2, size=5)
    base[generator.integers(5)] = 0
    return {"x": generator.uniform(0.5, 3, size=5).tolist(), "base": base.tolist()}


def expected(x: list[float], base: list[float]) -> dict[str, np.ndarray]:
    ground = np.array(base)
    return {"gradient": ground ** np.array(x) * np.log(np.where(ground > 0, ground, 1))}


judge = same_values(1e-5)
