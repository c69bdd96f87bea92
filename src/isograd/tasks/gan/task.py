"""A generative adversarial network on a ring of eight Gaussians, with supplied noise."""

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Phase, Task, Title
from isograd.suite.optimisers import Adam

STEPS, BATCH, HELD_OUT = 60, 16, 64
MODES, RADIUS, SPREAD = 8, 2.0, 0.1  # the ring: Gaussians, distance from the centre, deviation
NOISE, HIDDEN = 4, 16
GENERATOR = {"first": (NOISE, HIDDEN), "second": (HIDDEN, HIDDEN), "point": (HIDDEN, 2)}
DISCRIMINATOR = {"first": (2, HIDDEN), "second": (HIDDEN, HIDDEN), "logit": (HIDDEN, 1)}


def dataset(rng: np.random.Generator) -> Dataset:
    # A row for every use: fresh points and fresh noise at each step, as where a framework draws.
    count = STEPS * BATCH
    angle = rng.integers(0, MODES, count) * (2 * np.pi / MODES)
    centre = RADIUS * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    real = (centre + SPREAD * rng.standard_normal((count, 2))).astype(np.float32)
    noise = rng.standard_normal((count, NOISE), dtype=np.float32)
    order = np.arange(count, dtype=np.int64).reshape(STEPS, BATCH)
    unseen = rng.standard_normal((HELD_OUT, NOISE), dtype=np.float32)
    return Dataset({"real": real, "noise": noise}, order, held_out={"noise": unseen})


def initial(rng: np.random.Generator) -> Arrays:
    parameters: Arrays = {}
    for network, sizes in (("generator", GENERATOR), ("discriminator", DISCRIMINATOR)):
        for layer, (inputs, outputs) in sizes.items():
            bound = 1 / np.sqrt(inputs)
            # Biases are drawn too: a zero would hide a wrong sign or a swapped axis.
            for part, shape in (("kernel", (inputs, outputs)), ("bias", (outputs,))):
                drawn = rng.uniform(-bound, bound, shape).astype(np.float32)
                parameters[f"{network}.{layer}.{part}"] = drawn
    return parameters


def forward(parameters: Arrays, network: str, x: Array) -> list[Array]:
    """The input, both hidden layers and the output of ``network``."""
    layers = list(GENERATOR if network == "generator" else DISCRIMINATOR)
    values = [x]
    for layer in layers:
        name = f"{network}.{layer}"
        made = values[-1] @ parameters[f"{name}.kernel"] + parameters[f"{name}.bias"]
        values.append(made if layer == layers[-1] else np.tanh(made))
    return values


def backward(
    parameters: Arrays, network: str, values: list[Array], upstream: Array
) -> tuple[Arrays, Array]:
    """Gradients of the network's parameters and of its input, from that of its output."""
    layers = list(GENERATOR if network == "generator" else DISCRIMINATOR)
    gradients: Arrays = {}
    for place in (2, 1, 0):
        name = f"{network}.{layers[place]}"
        given = values[place]
        gradients[f"{name}.kernel"] = given.T @ upstream
        gradients[f"{name}.bias"] = upstream.sum(axis=0)
        upstream = upstream @ parameters[f"{name}.kernel"].T
        if place:
            upstream = upstream * (1 - given * given)
    return gradients, upstream


def softplus(x: Array) -> Array:
    """log(1 + eˣ), in the form that never overflows."""
    made: Array = np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
    return made


def sigmoid(x: Array) -> Array:
    made: Array = 1 / (1 + np.exp(-x))
    return made


def discriminate(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    """−log D(real) − log(1 − D(fake)), means over the batch; the gradient stops at the fakes."""
    fake = forward(parameters, "generator", batch["noise"])[-1]
    of_real = forward(parameters, "discriminator", batch["real"])
    of_fake = forward(parameters, "discriminator", fake)
    count = fake.dtype.type(len(fake))
    loss = softplus(-of_real[-1]).sum() / count + softplus(of_fake[-1]).sum() / count
    from_real, _ = backward(parameters, "discriminator", of_real, -sigmoid(-of_real[-1]) / count)
    from_fake, _ = backward(parameters, "discriminator", of_fake, sigmoid(of_fake[-1]) / count)
    return loss, {name: value + from_fake[name] for name, value in from_real.items()}


def generate(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    """−log D(fake), the mean over the batch (non-saturating), with the discriminator fixed."""
    values = forward(parameters, "generator", batch["noise"])
    judged = forward(parameters, "discriminator", values[-1])
    count = values[-1].dtype.type(len(values[-1]))
    loss = softplus(-judged[-1]).sum() / count
    _, into_fake = backward(parameters, "discriminator", judged, -sigmoid(-judged[-1]) / count)
    gradients, _ = backward(parameters, "generator", values, into_fake)
    return loss, gradients


def predict(parameters: Arrays, buffers: Arrays, arrays: Arrays) -> Arrays:
    return {"points": forward(parameters, "generator", arrays["noise"])[-1]}


task = Task(
    id="gan",
    title=Title(en="Generative adversarial network", zh="生成对抗网络"),
    summary=Title(
        en="Generator and discriminator on a ring of eight Gaussians: two networks, two Adam "
        "optimisers that take turns, and a gradient stopped between them.",
        zh="八个高斯分布围成一圈，生成器与判别器对抗：两个网络、两个轮流更新的 Adam，"
        "以及两者之间被截断的梯度。",
    ),
    # tanh and softplus are smooth: no unit can flip by rounding. Adversaries amplify rounding, so
    # the run is short and its learning rate small. The gradient of the logit's bias is the mean of
    # D(real) + D(fake) - 1, two numbers near 1/2 that all but cancel; of what remains, a rounding
    # of either is no small part. With these weights it stays above 0.2 throughout.
    seed=324,
    steps=STEPS,
    optimiser=Adam(learning_rate=2e-4, beta_1=0.5),
    dataset=dataset,
    initial=initial,
    phases=(
        Phase("discriminator", "discriminator.", discriminate),
        Phase("generator", "generator.", generate),
    ),
    predict=predict,
    predict_from=("noise",),
)
