"""Classify 8×8 handwritten digits with a strided stem and two residual blocks, one strided."""

from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Pass, Task, Title
from isograd.suite.optimisers import Momentum, Schedule, f32

# A strided stem and small batches keep the sums over a batch's pixels, whose terms cancel, short:
# 128 terms at most (see the README).
SEED, STEPS, BATCH, HELD_OUT = 12, 40, 8, 360
KEEP, EPSILON = 0.9, 1e-5  # of batch norm: what a running statistic keeps of itself; under the root
DIGITS = Path(__file__).parent.parent / "digits-mlp" / "digits.npz"

# Convolutions, each with a batch norm: kernel size, channels in, channels out, stride.
LAYERS = {
    "stem": (3, 1, 8, 2),
    "block1.first": (3, 8, 8, 1),
    "block1.second": (3, 8, 8, 1),
    "block2.first": (3, 8, 16, 2),
    "block2.second": (3, 16, 16, 1),
    "block2.shortcut": (1, 8, 16, 2),
}


def dataset(rng: np.random.Generator) -> Dataset:
    with np.load(DIGITS) as archive:
        # Near the mean pixel, so that batch norm subtracts little.
        x = (archive["images"].astype(np.float32) - np.float32(5)) / np.float32(16)  # [1797, 8, 8]
        y = archive["labels"].astype(np.int64)  # [1797]
    shuffled = rng.permutation(len(x))
    held_out, train = shuffled[:HELD_OUT], shuffled[HELD_OUT:]
    epochs = [rng.permutation(len(train)) for _ in range(1 + STEPS * BATCH // len(train))]
    order = np.concatenate(epochs)[: STEPS * BATCH].reshape(STEPS, BATCH)
    return Dataset(
        train={"x": x[train], "y": y[train]},
        order=order.astype(np.int64),
        held_out={"x": x[held_out], "y": y[held_out]},
    )


def initial(rng: np.random.Generator) -> Arrays:
    def uniform(low: float, high: float, *shape: int) -> Array:
        return rng.uniform(low, high, shape).astype(np.float32)

    # Kernels are [height, width, in, out], drawn with variance 1 / fan-in. Scales and shifts are
    # drawn as well: ones and zeros would hide an exchanged channel.
    parameters = {}
    for name, (size, before, after, _) in LAYERS.items():
        bound = float(np.sqrt(3 / (size * size * before)))
        parameters[f"{name}.kernel"] = uniform(-bound, bound, size, size, before, after)
        parameters[f"{name}.scale"] = uniform(0.5, 1.5, after)
        parameters[f"{name}.shift"] = uniform(-0.5, 0.5, after)
    bound = float(np.sqrt(3 / 16))
    parameters["output.kernel"] = uniform(-bound, bound, 16, 10)
    parameters["output.bias"] = uniform(-0.1, 0.1, 10)
    return parameters


def buffers() -> Arrays:
    # Frameworks begin at zeros and ones; other values show which statistic is which.
    rng = np.random.default_rng(SEED)
    return {
        f"{name}.{statistic}": rng.uniform(low, high, after).astype(np.float32)
        for name, (_, _, after, _) in LAYERS.items()
        for statistic, low, high in (("mean", -0.5, 0.5), ("variance", 0.5, 1.5))
    }


def channel_sums(x: Array) -> Array:
    """Sum of [n, h, w, c] by channel. NumPy adds pairwise only along a contiguous axis; row by row,
    as over outer ones, the oracle's own rounding would take a large part of the bound."""
    channels: Array = np.ascontiguousarray(x.reshape(-1, x.shape[-1]).T).sum(axis=1)
    return channels


def windows(padded: Array, size: int, stride: int) -> Iterator[tuple[int, int, tuple[slice, ...]]]:
    """For every place of the kernel, the pixels of the padded map that it meets."""
    rows, columns = ((length - size) // stride + 1 for length in padded.shape[1:3])
    for i in range(size):
        for j in range(size):
            down = slice(i, i + stride * rows, stride)
            across = slice(j, j + stride * columns, stride)
            yield i, j, (slice(None), down, across)


def convolve(x: Array, kernel: Array, stride: int) -> tuple[Array, Array]:
    """Convolution with (size − 1) / 2 zeros on *every* side, and the padded map.

    So a 3×3 kernel of stride 2 meets the rows −1, 0, 1, then 1, 2, 3, and so on; SAME padding of
    an even map would begin with the rows 0, 1, 2 and put its zeros at the end.
    """
    size = len(kernel)
    edge = (size - 1) // 2
    padded = np.pad(x, ((0, 0), (edge, edge), (edge, edge), (0, 0)))
    seen = [padded[place] for _, _, place in windows(padded, size, stride)]
    patches = np.concatenate(seen, axis=-1)  # [n, h, w, size·size·in]
    made: Array = patches @ kernel.reshape(-1, kernel.shape[3])
    return made, padded


def convolve_back(
    padded: Array, kernel: Array, stride: int, upstream: Array
) -> tuple[Array, Array]:
    """The gradients of the convolution's input and kernel."""
    size = len(kernel)
    edge = (size - 1) // 2
    into_padded, into_kernel = np.zeros_like(padded), np.zeros_like(kernel)
    images = len(upstream)
    flat = upstream.reshape(images, -1, kernel.shape[3])
    for i, j, place in windows(padded, size, stride):
        into_padded[place] += upstream @ kernel[i, j].T
        # Image by image, then their sum: one product over all images rounds more.
        seen = padded[place].reshape(images, -1, kernel.shape[2])
        into_kernel[i, j] = (seen.transpose(0, 2, 1) @ flat).sum(axis=0)
    h, w = padded.shape[1] - edge, padded.shape[2] - edge
    return into_padded[:, edge:h, edge:w], into_kernel


class Normalised(NamedTuple):
    """What the way back through one convolution and its batch norm needs."""

    padded: Array
    normalised: Array
    deviation: Array  # [out], with ε
    mean: Array
    variance: Array  # biased


class Network:
    """One pass; keeps for the way back what each layer needs."""

    def __init__(self, parameters: Arrays, statistics: Arrays | None, epsilon: float) -> None:
        """With the batch's own statistics unless some are given."""
        self.parameters, self.statistics, self.epsilon = parameters, statistics, epsilon
        self.kept: dict[str, Normalised] = {}
        self.gates: list[tuple[Array, Array]] = []  # (z, σ(z)) of every SiLU
        self.gradients: Arrays = {}

    def layer(self, name: str, x: Array) -> Array:
        map_, padded = convolve(x, self.parameters[f"{name}.kernel"], LAYERS[name][3])
        if self.statistics is not None:
            mean, variance = (self.statistics[f"{name}.{s}"] for s in ("mean", "variance"))
        else:
            count = map_.dtype.type(map_.size // map_.shape[-1])
            mean = channel_sums(map_) / count
            variance = channel_sums((map_ - mean) ** 2) / count
        deviation = np.sqrt(variance + self.epsilon)
        normalised = (map_ - mean) / deviation
        self.kept[name] = Normalised(padded, normalised, deviation, mean, variance)
        made: Array = normalised * self.parameters[f"{name}.scale"]
        return made + self.parameters[f"{name}.shift"]

    def silu(self, z: Array) -> Array:
        gate = 1 / (1 + np.exp(-z))
        self.gates.append((z, gate))
        made: Array = z * gate
        return made

    def __call__(self, x: Array) -> tuple[Array, Array]:
        """Features [batch, 16] and logits [batch, 10] of images [batch, 8, 8]."""
        x = self.silu(self.layer("stem", x[..., None]))
        inner = self.silu(self.layer("block1.first", x))
        x = self.silu(self.layer("block1.second", inner) + x)
        inner = self.silu(self.layer("block2.first", x))
        x = self.silu(self.layer("block2.second", inner) + self.layer("block2.shortcut", x))
        features = x.mean(axis=(1, 2))
        return features, features @ self.parameters["output.kernel"] + self.parameters[
            "output.bias"
        ]

    def layer_back(self, name: str, upstream: Array) -> Array:
        """From the gradient of a layer's output to that of its input."""
        kept = self.kept[name]
        scale, shift = channel_sums(upstream * kept.normalised), channel_sums(upstream)
        # Mean and variance depend on the map too: what points along 1 and along the normalised map
        # itself drops out (Ioffe and Szegedy 2015, arXiv:1502.03167, section 3).
        count = upstream.size // upstream.shape[-1]
        centred = upstream - (shift + kept.normalised * scale) / count
        into_map = centred * self.parameters[f"{name}.scale"] / kept.deviation
        kernel = self.parameters[f"{name}.kernel"]
        into_input, into_kernel = convolve_back(kept.padded, kernel, LAYERS[name][3], into_map)
        self.gradients[f"{name}.kernel"] = into_kernel
        self.gradients[f"{name}.scale"], self.gradients[f"{name}.shift"] = scale, shift
        return into_input

    def silu_back(self, upstream: Array) -> Array:
        """Through the last SiLU that has not been passed yet."""
        z, gate = self.gates.pop()
        made: Array = upstream * gate * (1 + z * (1 - gate))
        return made

    def back(self, features: Array, upstream: Array) -> Arrays:
        """The gradients of all parameters from that of the logits."""
        self.gradients["output.kernel"] = features.T @ upstream
        self.gradients["output.bias"] = upstream.sum(axis=0)
        into_features = upstream @ self.parameters["output.kernel"].T
        shape = self.gates[-1][0].shape
        into_map = np.broadcast_to(into_features[:, None, None] / (shape[1] * shape[2]), shape)

        joined = self.silu_back(into_map)
        inner = self.silu_back(self.layer_back("block2.second", joined))
        x = self.layer_back("block2.first", inner) + self.layer_back("block2.shortcut", joined)
        joined = self.silu_back(x)
        inner = self.silu_back(self.layer_back("block1.second", joined))
        x = self.layer_back("block1.first", inner) + joined
        self.layer_back("stem", self.silu_back(x))
        return self.gradients


def root_term(use: Set[str]) -> float:
    return f32(EPSILON) if "batch-norm-epsilon-float32" in use else EPSILON


def forward_backward(parameters: Arrays, buffers: Arrays, batch: Arrays, use: Set[str]) -> Pass:
    y = batch["y"]
    network = Network(parameters, None, root_term(use))
    features, logits = network(batch["x"])
    exponents = logits - logits.max(axis=1, keepdims=True)
    exponentials = np.exp(exponents)
    total = exponentials.sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = np.mean(np.log(total[:, 0]) - exponents[rows, y])

    upstream = exponentials / total  # d loss / d logits = (softmax − one-hot) / batch
    upstream[rows, y] -= 1
    upstream /= len(y)
    gradients = network.back(features, upstream)
    moved = {}
    for name, kept in network.kept.items():
        moved.update(running(buffers, name, kept, use))
    return Pass(loss, gradients, moved)


def running(buffers: Arrays, name: str, kept: Normalised, use: Set[str]) -> Arrays:
    """The running statistics of a layer after a batch."""
    variance = kept.variance
    if "batch-norm-variance-unbiased" in use:
        count = kept.normalised.size // kept.normalised.shape[-1]
        variance = variance * (count / (count - 1))
    keep = f32(KEEP) if "batch-norm-momentum-float32" in use else KEEP
    return {
        f"{name}.mean": keep * buffers[f"{name}.mean"] + (1 - keep) * kept.mean,
        f"{name}.variance": keep * buffers[f"{name}.variance"] + (1 - keep) * variance,
    }


def predict(
    parameters: Arrays, buffers: Arrays, arrays: Arrays, use: Set[str], count: int
) -> Arrays:
    divisor = 1 - KEEP**count if count and "batch-norm-zero-debias" in use else 1.0
    statistics = {name: value / divisor for name, value in buffers.items()}
    _, logits = Network(parameters, statistics, root_term(use))(arrays["x"])
    return {"logits": logits}


def accuracy(outputs: Arrays, held_out: Arrays) -> float:
    return float(np.mean(outputs["logits"].argmax(axis=1) == held_out["y"]))


task = Task(
    id="digits-resnet",
    title=Title(en="Digits, residual network", zh="手写数字，残差网络"),
    summary=Title(
        en="Classify 8×8 digits: a strided stem, two residual blocks, the second strided; "
        "momentum, and a learning rate that halves twice.",
        zh="分类 8×8 手写数字：步长 2 的首层，两个残差块（第二个步长 2）；动量，学习率两次减半。",
    ),
    # Any seed does: SiLU and global average pooling are smooth. ReLU has a kink, and among
    # millions of activations some always come so near to it that rounding alone decides.
    seed=SEED,
    steps=STEPS,
    # The first milestone lies early, so that the short variant meets it too.
    optimiser=Momentum(
        learning_rate=1 / 16,
        momentum=0.9,
        weight_decay=5e-4,
        schedule=Schedule(milestones=(3, 25), decay=0.5),
    ),
    dataset=dataset,
    initial=initial,
    buffers=buffers,
    forward_backward=forward_backward,
    predict=predict,
    accuracy=accuracy,
)
