from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    count = int(generator.integers(2, 6))
    return {
        "weights": network.weights(generator),
        "images": network.images(generator, count),
    }


def expected(weights: network.Lists, images: Any) -> dict[str, Any]:
    return {"outputs": network.predict(weights, images)}


judge = same_values(1e-4)
