"""Classify 8×8 handwritten digits with one hidden layer."""

from pathlib import Path

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Task, Title
from isograd.suite.optimisers import Adam

STEPS, BATCH, HELD_OUT, WIDTH = 200, 64, 360, 128
DIGITS = Path(__file__).parent / "digits.npz"


def dataset(rng: np.random.Generator) -> Dataset:
    with np.load(DIGITS) as archive:
        x = archive["images"].reshape(-1, 64).astype(np.float32) / np.float32(16)  # [1797, 64]
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


def initial(rng: np.random.Generator, width: int = WIDTH) -> Arrays:
    def uniform(fan_in: int, *shape: int) -> Array:
        bound = 1 / np.sqrt(fan_in)
        return rng.uniform(-bound, bound, shape).astype(np.float32)

    # Biases are drawn too: a zero would hide a wrong sign or a swapped axis.
    return {
        "hidden.kernel": uniform(64, 64, width),
        "hidden.bias": uniform(64, width),
        "output.kernel": uniform(width, width, 10),
        "output.bias": uniform(width, 10),
    }


def forward(parameters: Arrays, x: Array) -> tuple[Array, Array]:
    hidden = np.maximum(x @ parameters["hidden.kernel"] + parameters["hidden.bias"], 0)
    return hidden, hidden @ parameters["output.kernel"] + parameters["output.bias"]


def loss_and_gradients(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    x, y = batch["x"], batch["y"]
    hidden, logits = forward(parameters, x)  # [batch, width], [batch, 10]
    shifted = logits - logits.max(axis=1, keepdims=True)
    exponentials = np.exp(shifted)
    total = exponentials.sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = np.mean(np.log(total[:, 0]) - shifted[rows, y])

    upstream = exponentials / total  # d loss / d logits = (softmax − one-hot) / batch
    upstream[rows, y] -= 1
    upstream /= logits.dtype.type(len(y))
    into_hidden = (upstream @ parameters["output.kernel"].T) * (hidden > 0)
    return loss, {
        "hidden.kernel": x.T @ into_hidden,
        "hidden.bias": into_hidden.sum(axis=0),
        "output.kernel": hidden.T @ upstream,
        "output.bias": upstream.sum(axis=0),
    }


def predict(parameters: Arrays, buffers: Arrays, arrays: Arrays) -> Arrays:
    return {"logits": forward(parameters, arrays["x"])[1]}


def accuracy(outputs: Arrays, held_out: Arrays) -> float:
    return float(np.mean(outputs["logits"].argmax(axis=1) == held_out["y"]))


task = Task(
    id="digits-mlp",
    title=Title(en="Digits, multilayer perceptron", zh="手写数字，多层感知机"),
    summary=Title(
        en="Classify 8×8 digits: 64-128-10, ReLU, softmax cross-entropy, Adam.",
        zh="分类 8×8 手写数字：64-128-10、ReLU、softmax 交叉熵、Adam。",
    ),
    # Of seeds 0 to 59 the one whose pre-activations stay farthest from ReLU's kink (2.9e-6) along
    # the whole run: were a unit to flip by rounding alone, float32 deviations would be luck.
    seed=45,
    steps=STEPS,
    optimiser=Adam(learning_rate=1e-3),
    dataset=dataset,
    initial=initial,
    loss_and_gradients=loss_and_gradients,
    predict=predict,
    accuracy=accuracy,
    width=WIDTH,
)
