import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    x = generator.uniform(0.5, 2, size=5)
    x[generator.integers(1, 4)] = 0
    return {"x": x.tolist()}


def expected(x: list[float]) -> dict[str, np.ndarray]:
    """The sum is linear in each factor: its slope is the difference between 1 and 0."""
    gradient = np.zeros(len(x))
    for place in range(len(x)):
        one, zero = np.array(x), np.array(x)
        one[place], zero[place] = 1, 0
        gradient[place] = np.cumprod(one).sum() - np.cumprod(zero).sum()
    return {"gradient": gradient}


judge = same_values(1e-5)
