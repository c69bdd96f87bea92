"""A variational autoencoder of 8×8 handwritten digits, with supplied noise."""

from pathlib import Path

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Task, Title
from isograd.suite.optimisers import Adam

STEPS, BATCH, HELD_OUT = 200, 64, 100
PIXELS, HIDDEN, LATENT = 64, 32, 4
DIGITS = Path(__file__).parent.parent / "digits-mlp" / "digits.npz"


def dataset(rng: np.random.Generator) -> Dataset:
    with np.load(DIGITS) as archive:
        x = archive["images"].reshape(-1, PIXELS).astype(np.float32) / np.float32(16)
    shuffled = rng.permutation(len(x))
    held_out, train = shuffled[:HELD_OUT], shuffled[HELD_OUT:]
    epochs = [rng.permutation(train) for _ in range(1 + STEPS * BATCH // len(train))]
    rows = np.concatenate(epochs)[: STEPS * BATCH]
    # A row for every use of an image: the noise of each step is fresh, as it is where a framework
    # draws it.
    noise = rng.standard_normal((STEPS * BATCH, LATENT), dtype=np.float32)
    order = np.arange(STEPS * BATCH, dtype=np.int64).reshape(STEPS, BATCH)
    return Dataset({"x": x[rows], "noise": noise}, order, held_out={"x": x[held_out]})


def initial(rng: np.random.Generator) -> Arrays:
    sizes = {
        "encoder": (PIXELS, HIDDEN),
        "mean": (HIDDEN, LATENT),
        "log_variance": (HIDDEN, LATENT),
        "decoder": (LATENT, HIDDEN),
        "pixels": (HIDDEN, PIXELS),
    }
    parameters: Arrays = {}
    for name, (inputs, outputs) in sizes.items():
        bound = 1 / np.sqrt(inputs)
        # Biases are drawn too: a zero would hide a wrong sign or a swapped axis.
        for part, shape in (("kernel", (inputs, outputs)), ("bias", (outputs,))):
            parameters[f"{name}.{part}"] = rng.uniform(-bound, bound, shape).astype(np.float32)
    return parameters


def dense(parameters: Arrays, name: str, x: Array) -> Array:
    made: Array = x @ parameters[f"{name}.kernel"] + parameters[f"{name}.bias"]
    return made


def loss_and_gradients(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    """The mean over the batch of −log p(x|z) + KL(q(z|x) ‖ N(0, 1)), with z = μ + σ·noise."""
    x, noise = batch["x"], batch["noise"]
    count = x.dtype.type(len(x))
    encoded = np.tanh(dense(parameters, "encoder", x))
    mean = dense(parameters, "mean", encoded)  # [batch, latent]
    log_variance = dense(parameters, "log_variance", encoded)
    variance = np.exp(log_variance)
    deviation = np.exp(log_variance / 2)
    z = mean + deviation * noise
    decoded = np.tanh(dense(parameters, "decoder", z))
    logits = dense(parameters, "pixels", decoded)  # [batch, pixels]

    # −log p = softplus(logit) − x·logit, in the form that never overflows.
    cross_entropy = np.maximum(logits, 0) - x * logits + np.log1p(np.exp(-np.abs(logits)))
    divergence = (mean * mean + variance - 1 - log_variance) / 2
    loss = (cross_entropy.sum() + divergence.sum()) / count

    gradients: Arrays = {}

    def backward(name: str, given: Array, upstream: Array) -> Array:
        """Gradients of one dense layer; returns that of its input."""
        gradients[f"{name}.kernel"] = given.T @ upstream
        gradients[f"{name}.bias"] = upstream.sum(axis=0)
        into: Array = upstream @ parameters[f"{name}.kernel"].T
        return into

    into_decoded = backward("pixels", decoded, (sigmoid(logits) - x) / count)
    into_z = backward("decoder", z, into_decoded * (1 - decoded * decoded))
    into_mean = into_z + mean / count
    into_log_variance = into_z * noise * deviation / 2 + (variance - 1) / (2 * count)
    into_encoded = backward("mean", encoded, into_mean)
    into_encoded = into_encoded + backward("log_variance", encoded, into_log_variance)
    backward("encoder", x, into_encoded * (1 - encoded * encoded))
    return loss, gradients


def sigmoid(logits: Array) -> Array:
    made: Array = 1 / (1 + np.exp(-logits))
    return made


def predict(parameters: Arrays, buffers: Arrays, arrays: Arrays) -> Arrays:
    """Reconstructions from the mean alone; they need no noise."""
    mean = dense(parameters, "mean", np.tanh(dense(parameters, "encoder", arrays["x"])))
    decoded = np.tanh(dense(parameters, "decoder", mean))
    return {"probabilities": sigmoid(dense(parameters, "pixels", decoded))}


task = Task(
    id="vae",
    title=Title(en="Variational autoencoder", zh="变分自编码器"),
    summary=Title(
        en="Reconstruct 8×8 digits through 4 latent numbers: supplied noise, three outputs, a loss "
        "of one's own, Adam.",
        zh="用 4 个隐变量重建 8×8 手写数字：外部给定的噪声、三个输出、自定义损失、Adam。",
    ),
    # tanh, exp and the cross-entropy are smooth: no unit can flip by rounding, so any seed will do.
    seed=20,
    steps=STEPS,
    optimiser=Adam(learning_rate=3e-3),
    dataset=dataset,
    initial=initial,
    loss_and_gradients=loss_and_gradients,
    predict=predict,
)
