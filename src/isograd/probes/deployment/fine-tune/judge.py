from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"weights": network.weights(generator), "images": network.images(generator, 3)}


def expected(weights: network.Lists, images: Any) -> dict[str, Any]:
    """Gradients of the sum of the squared outputs by the dense layer."""
    twice = 2 * network.predict(weights, images)
    return {"dense": network.features(weights, images).T @ twice, "offset": twice.sum(axis=0)}


judge = same_values(1e-4)
