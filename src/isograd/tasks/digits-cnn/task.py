"""Classify 8×8 handwritten digits with two convolutions and batch norm."""

from collections.abc import Set
from pathlib import Path
from typing import NamedTuple

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Pass, Task, Title
from isograd.suite.optimisers import Momentum, f32

# Batches are small for the sake of float32: what a compiler adds one after another, such as the
# gradient of a shift over the batch's pixels, is 256 terms that cancel and not 1,024 or more.
SEED, STEPS, BATCH, HELD_OUT = 5, 50, 4, 360
CHANNELS = (8, 16)
KEEP, EPSILON = 0.9, 1e-5  # of batch norm: what a running statistic keeps of itself; under the root
DIGITS = Path(__file__).parent.parent / "digits-mlp" / "digits.npz"


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

    def kernel(fan_in: int, *shape: int) -> Array:
        bound = float(np.sqrt(3 / fan_in))  # variance 1 / fan-in
        return uniform(-bound, bound, *shape)

    # Convolution kernels are [height, width, in, out]; the rows of the output's kernel are the
    # pixels of the last map with its channels innermost. Scales and shifts are drawn as well:
    # ones and zeros would hide an exchanged channel.
    first, second = CHANNELS
    return {
        "conv1.kernel": kernel(9, 3, 3, 1, first),
        "norm1.scale": uniform(0.5, 1.5, first),
        "norm1.shift": uniform(-0.5, 0.5, first),
        "conv2.kernel": kernel(9 * first, 3, 3, first, second),
        "norm2.scale": uniform(0.5, 1.5, second),
        "norm2.shift": uniform(-0.5, 0.5, second),
        "output.kernel": kernel(4 * second, 4 * second, 10),
        "output.bias": uniform(-0.1, 0.1, 10),
    }


def buffers() -> Arrays:
    # Frameworks begin at zeros and ones. Other values show which statistic is which, and do not
    # leave the first mean a tenth of its batch's, whose rounding would count tenfold.
    rng = np.random.default_rng(SEED)
    return {
        f"norm{k}.{name}": rng.uniform(low, high, channels).astype(np.float32)
        for k, channels in enumerate(CHANNELS, start=1)
        for name, low, high in (("mean", -0.5, 0.5), ("variance", 0.5, 1.5))
    }


class Block(NamedTuple):
    """What the way back through one block needs."""

    patches: Array  # [n·h·w, 9·in]
    normalised: Array  # [n, h, w, out]
    deviation: Array  # [out], with ε
    gate: Array  # σ of the block's activations, [n, h, w, out]
    shifted: Array  # what SiLU is applied to


def patches(x: Array) -> Array:
    """The 3×3 neighbourhoods of [n, h, w, c], zeros outside: [n·h·w, 9·c], channels innermost."""
    n, h, w, c = x.shape
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    return windows.transpose(0, 1, 2, 4, 5, 3).reshape(n * h * w, 9 * c)


def convolve(x: Array, kernel: Array) -> tuple[Array, Array]:
    found = patches(x)
    return (found @ kernel.reshape(-1, kernel.shape[3])).reshape(*x.shape[:3], -1), found


def channel_sums(x: Array) -> Array:
    """Sum of [n, h, w, c] by channel. NumPy adds pairwise only along a contiguous axis, and row by
    row over outer ones. Gradients of a scale or shift are small sums of large terms that cancel;
    with batches of 16 the oracle's own rounding, measured against 80-bit floats, took up to 0.63
    of the float64 bound row by row, and takes 0.17 pairwise."""
    channels: Array = np.ascontiguousarray(x.reshape(-1, x.shape[-1]).T).sum(axis=1)
    return channels


def moments(x: Array) -> tuple[Array, Array]:
    """Mean and biased variance of [n, h, w, c] by channel."""
    count = x.dtype.type(x.size // x.shape[-1])
    mean = channel_sums(x) / count
    return mean, channel_sums((x - mean) ** 2) / count


def pool(x: Array) -> Array:
    """Means of 2×2 pixels: [n, h, w, c] to [n, h/2, w/2, c]."""
    n, h, w, c = x.shape
    pooled: Array = x.reshape(n, h // 2, 2, w // 2, 2, c).mean(axis=(2, 4))
    return pooled


def block(
    parameters: Arrays, k: int, x: Array, statistics: tuple[Array, Array] | None, epsilon: float
) -> tuple[Array, tuple[Array, Array], Block]:
    """Convolution, batch norm, SiLU, pooling; with the batch's statistics unless some are given.

    Returns the pooled map, the statistics (mean, biased variance) and what `block_back` needs.
    """
    map_, found = convolve(x, parameters[f"conv{k}.kernel"])
    mean, variance = statistics or moments(map_)
    deviation = np.sqrt(variance + epsilon)
    normalised = (map_ - mean) / deviation
    shifted = normalised * parameters[f"norm{k}.scale"] + parameters[f"norm{k}.shift"]
    gate = 1 / (1 + np.exp(-shifted))
    kept = Block(found, normalised, deviation, gate, shifted)
    return pool(shifted * gate), (mean, variance), kept


def block_back(parameters: Arrays, k: int, kept: Block, upstream: Array) -> tuple[Array, Arrays]:
    """From the gradient of the pooled map: the gradients of the block's input and parameters."""
    spread = np.repeat(np.repeat(upstream, 2, axis=1), 2, axis=2) / 4
    # d SiLU(z)/dz = σ(z) · (1 + z · (1 − σ(z)))
    into_shift = spread * kept.gate * (1 + kept.shifted * (1 - kept.gate))
    scale = channel_sums(into_shift * kept.normalised)
    shift = channel_sums(into_shift)
    # Mean and variance depend on the map too: what points along 1 and along the normalised map
    # itself drops out (Ioffe and Szegedy 2015, arXiv:1502.03167, section 3).
    count = into_shift.size // into_shift.shape[-1]
    centred = into_shift - (shift + kept.normalised * scale) / count
    into_map = centred * parameters[f"norm{k}.scale"] / kept.deviation
    kernel = parameters[f"conv{k}.kernel"]
    # Image by image, then their sum: one product over all of them rounds more.
    images, out = len(into_map), kernel.shape[3]
    seen = kept.patches.reshape(images, -1, kept.patches.shape[1]).transpose(0, 2, 1)
    into_kernel = (seen @ into_map.reshape(images, -1, out)).sum(axis=0)
    # The transpose of a convolution is one with the kernel turned by half a turn, in and out
    # exchanged.
    into_input, _ = convolve(into_map, kernel[::-1, ::-1].transpose(0, 1, 3, 2))
    return into_input, {
        f"conv{k}.kernel": into_kernel.reshape(kernel.shape),
        f"norm{k}.scale": scale,
        f"norm{k}.shift": shift,
    }


def root_term(use: Set[str]) -> float:
    return f32(EPSILON) if "batch-norm-epsilon-float32" in use else EPSILON


def forward_backward(parameters: Arrays, buffers: Arrays, batch: Arrays, use: Set[str]) -> Pass:
    y = batch["y"]
    epsilon = root_term(use)
    first, statistics1, kept1 = block(parameters, 1, batch["x"][..., None], None, epsilon)
    second, statistics2, kept2 = block(parameters, 2, first, None, epsilon)
    flat = second.reshape(len(y), -1)  # [batch, 64], channels innermost
    logits = flat @ parameters["output.kernel"] + parameters["output.bias"]
    exponents = logits - logits.max(axis=1, keepdims=True)
    exponentials = np.exp(exponents)
    total = exponentials.sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = np.mean(np.log(total[:, 0]) - exponents[rows, y])

    upstream = exponentials / total  # d loss / d logits = (softmax − one-hot) / batch
    upstream[rows, y] -= 1
    upstream /= len(y)
    into_second = (upstream @ parameters["output.kernel"].T).reshape(second.shape)
    into_first, gradients2 = block_back(parameters, 2, kept2, into_second)
    _, gradients1 = block_back(parameters, 1, kept1, into_first)
    gradients = {
        **gradients1,
        **gradients2,
        "output.kernel": flat.T @ upstream,
        "output.bias": upstream.sum(axis=0),
    }
    moved = {
        **running(buffers, 1, statistics1, kept1.shifted, use),
        **running(buffers, 2, statistics2, kept2.shifted, use),
    }
    return Pass(loss, gradients, moved)


def running(
    buffers: Arrays, k: int, statistics: tuple[Array, Array], map_: Array, use: Set[str]
) -> Arrays:
    """The running statistics after a batch whose map is as large as ``map_``."""
    mean, variance = statistics
    if "batch-norm-variance-unbiased" in use:
        count = map_.size // map_.shape[-1]
        variance = variance * (count / (count - 1))
    keep = f32(KEEP) if "batch-norm-momentum-float32" in use else KEEP
    return {
        f"norm{k}.mean": keep * buffers[f"norm{k}.mean"] + (1 - keep) * mean,
        f"norm{k}.variance": keep * buffers[f"norm{k}.variance"] + (1 - keep) * variance,
    }


def predict(
    parameters: Arrays, buffers: Arrays, arrays: Arrays, use: Set[str], count: int
) -> Arrays:
    x = arrays["x"][..., None]
    divisor = 1 - KEEP**count if count and "batch-norm-zero-debias" in use else 1.0
    for k in (1, 2):
        statistics = buffers[f"norm{k}.mean"] / divisor, buffers[f"norm{k}.variance"] / divisor
        x, _, _ = block(parameters, k, x, statistics, root_term(use))
    flat = x.reshape(len(x), -1)
    return {"logits": flat @ parameters["output.kernel"] + parameters["output.bias"]}


def accuracy(outputs: Arrays, held_out: Arrays) -> float:
    return float(np.mean(outputs["logits"].argmax(axis=1) == held_out["y"]))


task = Task(
    id="digits-cnn",
    title=Title(en="Digits, convolutional network", zh="手写数字，卷积网络"),
    summary=Title(
        en="Classify 8×8 digits: two 3×3 convolutions with batch norm, SiLU and average pooling; "
        "SGD with momentum and weight decay.",
        zh="分类 8×8 手写数字：两层 3×3 卷积，批归一化、SiLU、平均池化；带动量和权重衰减的 SGD。",
    ),
    # Any seed does: SiLU and average pooling are smooth. ReLU or max pooling would not be, and
    # among millions of activations some always come so near to a kink or to a tie that rounding
    # alone decides; the blank margins of the images even are exact ties.
    seed=SEED,
    steps=STEPS,
    optimiser=Momentum(learning_rate=0.05, momentum=0.9, weight_decay=5e-4),
    dataset=dataset,
    initial=initial,
    buffers=buffers,
    forward_backward=forward_backward,
    predict=predict,
    accuracy=accuracy,
)
