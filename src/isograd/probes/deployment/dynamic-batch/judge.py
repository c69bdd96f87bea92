from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    first, second = (int(n) for n in generator.choice(np.arange(2, 9), 2, replace=False))
    return {
        "weights": network.weights(generator),
        "images": network.images(generator, first),
        "others": network.images(generator, second),
    }


def expected(weights: network.Lists, images: Any, others: Any) -> dict[str, Any]:
    return {
        "outputs": network.predict(weights, images),
        "of_others": network.predict(weights, others),
    }


judge = same_values(1e-4)
