import numpy as np

from isograd.probing.judging import fires


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"calls": int(generator.integers(3, 7))}


judge = fires("sum is 6")
