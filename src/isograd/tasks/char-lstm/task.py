"""Predict the next character of short lines of verse with an LSTM."""

from collections.abc import Set
from pathlib import Path
from typing import NamedTuple

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Pass, Task, Title
from isograd.suite.optimisers import Sgd

STEPS, BATCH = 40, 8
LENGTH, WINDOW = 30, 10  # positions of a sequence, and of a window of truncated backpropagation
EMBEDDING, HIDDEN = 12, 16
HELD_OUT = 8  # sequences
LINES = (Path(__file__).parent / "poems.txt").read_text("utf-8").splitlines()
PADDING = 0
VOCABULARY = {c: k for k, c in enumerate(sorted({"\n", *"".join(LINES)}), start=1)}
CLASSES = 1 + len(VOCABULARY)


def encoded(text: str) -> Array:
    return np.array([VOCABULARY[character] for character in text], np.int64)


def dataset(rng: np.random.Generator) -> Dataset:
    # A line begins after a line break and ends with one: its length is what the lines differ in.
    x = np.full((len(LINES), LENGTH), PADDING)
    y = np.full((len(LINES), LENGTH), PADDING)
    for row, line in enumerate(LINES):
        x[row, : len(line) + 1] = encoded("\n" + line)
        y[row, : len(line) + 1] = encoded(line + "\n")
    epochs = [rng.permutation(len(LINES)) for _ in range(1 + STEPS * BATCH // len(LINES))]
    order = np.concatenate(epochs)[: STEPS * BATCH].reshape(STEPS, BATCH)

    # Stretches of the running text, across line breaks: full sequences that no batch contains.
    text = encoded("\n".join(LINES))
    starts = np.linspace(0, len(text) - LENGTH - 1, HELD_OUT).astype(np.int64)
    stretches = text[starts[:, None] + np.arange(LENGTH + 1)]
    return Dataset(
        train={"x": x, "y": y},  # [lines, 30]
        order=order.astype(np.int64),
        held_out={"x": stretches[:, :-1], "y": stretches[:, 1:]},
    )


def initial(rng: np.random.Generator) -> Arrays:
    # Biases are drawn too: a zero has no relative error, so an ulp could not perturb it.
    def uniform(bound: float, *shape: int) -> Array:
        return rng.uniform(-bound, bound, shape).astype(np.float32)

    # The gates stand in the order input, forget, cell, output.
    scale = float(np.sqrt(1 / HIDDEN))
    return {
        "embedding": uniform(1.0, CLASSES, EMBEDDING),
        "lstm.kernel": uniform(scale, EMBEDDING, 4 * HIDDEN),
        "lstm.recurrent": uniform(scale, HIDDEN, 4 * HIDDEN),
        "lstm.bias": uniform(0.5, 4 * HIDDEN),
        "output.kernel": uniform(scale, HIDDEN, CLASSES),
        "output.bias": uniform(0.5, CLASSES),
    }


def sigmoid(x: Array) -> Array:
    made: Array = 1 / (1 + np.exp(-x))
    return made


def blocks(gates: Array) -> list[Array]:
    """[batch, 4 · hidden] to the four gates."""
    return [gates[:, k : k + HIDDEN] for k in range(0, 4 * HIDDEN, HIDDEN)]


class Moment(NamedTuple):
    """What the way back through one time step needs; all [batch, hidden], ``x`` the embedding."""

    x: Array
    h: Array  # before the step, as is c
    c: Array
    i: Array
    f: Array
    g: Array
    o: Array
    cell: Array  # tanh of the new c
    output: Array  # the new h


def unroll(parameters: Arrays, ids: Array, held: Arrays | None = None) -> list[Moment]:
    """The LSTM over ids [batch, time] from a zero state.

    At the edge of each window the state continues as it is; or, if ``held`` is given, as it is
    with those parameters, which is what a gradient that stops there takes it for.
    """
    kernel, recurrent = parameters["lstm.kernel"], parameters["lstm.recurrent"]
    h = c = np.zeros((len(ids), HIDDEN), kernel.dtype)
    fixed = unroll(held, ids) if held is not None else None
    embedded = parameters["embedding"][ids.T]  # [time, batch, embedding]
    inputs = embedded @ kernel + parameters["lstm.bias"]
    moments = []
    for t in range(ids.shape[1]):
        if fixed is not None and t % WINDOW == 0:
            h, c = fixed[t].h, fixed[t].c
        gates = inputs[t] + h @ recurrent
        i, f, _, o = blocks(sigmoid(gates))
        _, _, g, _ = blocks(np.tanh(gates))
        new = f * c + i * g
        cell = np.tanh(new)
        output = o * cell
        moments.append(Moment(embedded[t], h, c, i, f, g, o, cell, output))
        h, c = output, new
    return moments


def logits(parameters: Arrays, moments: list[Moment]) -> Array:
    """[batch, time, classes]"""
    outputs = np.stack([moment.output for moment in moments], axis=1)
    made: Array = outputs @ parameters["output.kernel"] + parameters["output.bias"]
    return made


def cross_entropy(values: Array, y: Array) -> tuple[Array, Array]:
    """Its mean over the positions that are no padding, and its gradient to the logits."""
    mask = (y != PADDING)[..., None]
    exponents = values - values.max(axis=-1, keepdims=True)
    exponentials = np.exp(exponents)
    total = exponentials.sum(axis=-1, keepdims=True)
    losses = np.log(total) - np.take_along_axis(exponents, y[..., None], axis=-1)
    count = values.dtype.type(mask.sum())
    upstream = exponentials / total  # (softmax − one-hot) / count, nothing where there is padding
    upstream -= np.arange(CLASSES) == y[..., None]
    return (losses * mask).sum() / count, upstream * mask / count


def forward_backward(parameters: Arrays, buffers: Arrays, batch: Arrays, use: Set[str]) -> Pass:
    moments = unroll(parameters, batch["x"])
    loss, upstream = cross_entropy(logits(parameters, moments), batch["y"])
    gradients = {name: np.zeros_like(value) for name, value in parameters.items()}
    gradients["output.bias"] += upstream.sum(axis=(0, 1))
    into_h = into_c = np.zeros_like(moments[0].h)
    for t in reversed(range(LENGTH)):
        at = moments[t]
        gradients["output.kernel"] += at.output.T @ upstream[:, t]
        into_h = into_h + upstream[:, t] @ parameters["output.kernel"].T
        into_c = into_c + into_h * at.o * (1 - at.cell * at.cell)
        into_gates = np.concatenate(
            [
                into_c * at.g * at.i * (1 - at.i),
                into_c * at.c * at.f * (1 - at.f),
                into_c * at.i * (1 - at.g * at.g),
                into_h * at.cell * at.o * (1 - at.o),
            ],
            axis=1,
        )
        gradients["lstm.kernel"] += at.x.T @ into_gates
        gradients["lstm.recurrent"] += at.h.T @ into_gates
        gradients["lstm.bias"] += into_gates.sum(axis=0)
        into_x = into_gates @ parameters["lstm.kernel"].T
        np.add.at(gradients["embedding"], batch["x"][:, t], into_x)
        into_h = into_gates @ parameters["lstm.recurrent"].T
        into_c = into_c * at.f
        if t % WINDOW == 0:  # the state that a window begins with is a constant
            into_h, into_c = np.zeros_like(into_h), np.zeros_like(into_c)
    if "lstm-double-bias" in use:
        gradients["lstm.bias"] = 2 * gradients["lstm.bias"]
    return Pass(loss, gradients)


def truncated_loss(parameters: Arrays, held: Arrays, batch: Arrays) -> Array:
    values = logits(parameters, unroll(parameters, batch["x"], held))
    return cross_entropy(values, batch["y"])[0]


def predict(parameters: Arrays, buffers: Arrays, arrays: Arrays) -> Arrays:
    return {"logits": logits(parameters, unroll(parameters, arrays["x"]))}


def accuracy(outputs: Arrays, held_out: Arrays) -> float:
    return float(np.mean(outputs["logits"].argmax(axis=-1) == held_out["y"]))


task = Task(
    id="char-lstm",
    title=Title(en="Characters, LSTM", zh="字符级 LSTM"),
    summary=Title(
        en="Predict the next character of English and Chinese verse: an embedding, an LSTM, lines "
        "of different length, backpropagation truncated after 10 characters, SGD.",
        zh="预测中英文诗句的下一个字符：嵌入、LSTM、长短不一的诗行，"
        "反向传播每 10 个字符截断，SGD。",
    ),
    # Sigmoid, tanh and the cross-entropy are smooth: nothing flips by rounding, any seed does.
    seed=14,
    steps=STEPS,
    optimiser=Sgd(learning_rate=2.0),
    dataset=dataset,
    initial=initial,
    forward_backward=forward_backward,
    stopped_loss=truncated_loss,
    predict=predict,
    accuracy=accuracy,
)
