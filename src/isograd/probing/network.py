"""A small convolutional network in NumPy: what an exported one must compute.

Convolution 3 × 3 to four channels, batch normalisation (moving statistics), ReLU, maximum over
2 × 2, mean over the image, dense layer to three values. Weights and images are lists of decimals,
as hidden inputs must be; kernels are [height, width, in, out], images [image, height, width].
"""

from typing import Any

import numpy as np

Lists = dict[str, Any]
EPSILON = 1e-5  # of the batch normalisation
CHANNELS, OUTPUTS = 4, 3


def weights(generator: np.random.Generator) -> Lists:
    """In the order: convolution, batch normalisation, dense layer."""
    return {
        "kernel": _decimals(generator.normal(size=(3, 3, 1, CHANNELS)) / 3),
        "bias": _decimals(generator.normal(size=CHANNELS) / 4),
        "scale": _decimals(generator.uniform(0.5, 1.5, CHANNELS)),
        "shift": _decimals(generator.normal(size=CHANNELS) / 4),
        "mean": _decimals(generator.normal(size=CHANNELS) / 4),
        "variance": _decimals(generator.uniform(0.5, 1.5, CHANNELS)),
        "dense": _decimals(generator.normal(size=(CHANNELS, OUTPUTS))),
        "offset": _decimals(generator.normal(size=OUTPUTS)),
    }


def images(generator: np.random.Generator, count: int, height: int = 8, width: int = 8) -> Any:
    return _decimals(generator.normal(size=(count, height, width)))


def features(given: Lists, pictures: Any) -> np.ndarray:
    """What the dense layer gets, [image, channel], in float64."""
    w = {name: np.array(value, dtype=float) for name, value in given.items()}
    x = np.array(pictures, dtype=float)
    patches = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(1, 2))
    x = np.einsum("nhwij,ijc->nhwc", patches, w["kernel"][:, :, 0]) + w["bias"]
    x = (x - w["mean"]) / np.sqrt(w["variance"] + EPSILON) * w["scale"] + w["shift"]
    x = np.maximum(x, 0.0)
    height, width = x.shape[1] // 2, x.shape[2] // 2
    x = x[:, : 2 * height, : 2 * width].reshape(len(x), height, 2, width, 2, -1).max(axis=(2, 4))
    return np.asarray(x.mean(axis=(1, 2)))


def predict(given: Lists, pictures: Any) -> np.ndarray:
    """What the network makes of the images, [image, output], in float64."""
    dense: np.ndarray = np.array(given["dense"])
    return np.asarray(features(given, pictures) @ dense + np.array(given["offset"]))


def _decimals(values: np.ndarray) -> Any:
    return np.round(values, 3).tolist()
