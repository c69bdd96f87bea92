from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    sizes = [int(n) for n in generator.choice(np.arange(8, 20), 4, replace=False)]
    return {
        "weights": network.weights(generator),
        "images": network.images(generator, 2, sizes[0], sizes[1]),
        "others": network.images(generator, 2, sizes[2], sizes[3]),
    }


def expected(weights: network.Lists, images: Any, others: Any) -> dict[str, Any]:
    return {
        "outputs": network.predict(weights, images),
        "of_others": network.predict(weights, others),
    }


judge = same_values(1e-4)
