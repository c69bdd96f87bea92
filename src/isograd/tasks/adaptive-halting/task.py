"""A recurrent cell that decides for each example how often it is applied.

Adaptive computation time (Graves 2016, arXiv:1603.08983), simplified: the state of every iteration
gets a weight, the probability of halting there, until the weights of an example are used up. The
loop ends when they are for every example of the batch, so its length depends on data and
parameters. The oracle's gradient is that of the iterations that were made.
"""

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Task, Title
from isograd.suite.optimisers import Sgd

STEPS, BATCH, EXAMPLES, HELD_OUT = 50, 16, 160, 32
INPUTS, UNITS = 4, 8
LIMIT = 12  # iterations at most; what weight is left then is dropped
REST = 0.01  # an example halts in the iteration that would leave no more weight than this
PRICE = 1 / 64  # of an iteration, in the loss; a power of two, so that no framework rounds it


def dataset(rng: np.random.Generator) -> Dataset:
    """Targets from a teacher: a network of the same form with other weights."""
    x = rng.standard_normal((EXAMPLES + HELD_OUT, INPUTS)).astype(np.float32)
    teacher = {name: value.astype(np.float64) for name, value in initial(rng).items()}
    y = forward(teacher, x.astype(np.float64))[0].astype(np.float32)  # [rows, 1]
    epochs = [rng.permutation(EXAMPLES) for _ in range(STEPS * BATCH // EXAMPLES)]
    order = np.concatenate(epochs).reshape(STEPS, BATCH).astype(np.int64)
    return Dataset(
        train={"x": x[:EXAMPLES], "y": y[:EXAMPLES]},
        order=order,
        held_out={"x": x[EXAMPLES:], "y": y[EXAMPLES:]},
    )


def initial(rng: np.random.Generator) -> Arrays:
    # Biases are drawn too: a zero has no relative error, so an ulp could not perturb it.
    def normal(scale: float, *shape: int) -> Array:
        return (scale * rng.standard_normal(shape)).astype(np.float32)

    return {
        "input.kernel": normal(0.5, INPUTS, UNITS),
        "input.bias": normal(0.1, UNITS),
        "recurrent.kernel": normal(0.35, UNITS, UNITS),
        "halt.kernel": normal(0.5, UNITS, 1),
        # Starts at a probability of about 1/6 for each iteration.
        "halt.bias": (normal(0.1, 1) - np.float32(1.5)).astype(np.float32),
        "output.kernel": normal(0.5, UNITS, 1),
        "output.bias": normal(0.1, 1),
    }


# What an iteration leaves for the backward pass: the states before and after it [batch, units],
# the probability of halting, the weight left before it, and whether weight is left after it
# [batch, 1].
Iteration = tuple[Array, Array, Array, Array, Array]


def forward(parameters: Arrays, x: Array) -> tuple[Array, Array, Array, Array, list[Iteration]]:
    """Predictions, ponder costs and numbers of iterations, each [batch, 1], of ``x``
    [batch, inputs]; the mean states [batch, units] and the tape."""
    one, rest = x.dtype.type(1), x.dtype.type(REST)
    inputs = x @ parameters["input.kernel"] + parameters["input.bias"]
    state, mean = np.zeros_like(inputs), np.zeros_like(inputs)
    left = np.ones_like(x[:, :1])  # of each example's weight
    ponder, iterations = np.zeros_like(left), np.zeros(left.shape, np.int64)
    tape: list[Iteration] = []
    while len(tape) < LIMIT and np.any(left > 0):
        before = state
        state = np.tanh(inputs + before @ parameters["recurrent.kernel"])
        halt = one / (one + np.exp(-(state @ parameters["halt.kernel"] + parameters["halt.bias"])))
        goes_on = left - halt > rest
        tape.append((before, state, halt, left, goes_on))
        weight = np.where(goes_on, halt, left)  # 0 once an example has halted
        mean = mean + weight * state
        ponder = ponder + left
        iterations = iterations + (left > 0)
        left = left - weight  # exactly 0 where the example halts
    predicted = mean @ parameters["output.kernel"] + parameters["output.bias"]
    return predicted, ponder, iterations, mean, tape


def loss_and_gradients(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    x = batch["x"]
    predicted, ponder, _, mean, tape = forward(parameters, x)
    number = predicted.dtype.type
    error = predicted - batch["y"]  # [batch, 1]
    price = number(PRICE)
    loss = np.mean(error * error) + price * np.mean(ponder)

    to_predicted = 2 * error / number(error.size)
    to_mean = to_predicted @ parameters["output.kernel"].T
    to_ponder = price / number(error.size)
    to_left, to_state = np.zeros_like(error), np.zeros_like(mean)  # of the iteration after
    to_inputs = np.zeros_like(mean)
    made = {name: np.zeros_like(value) for name, value in parameters.items()}
    for before, state, halt, left, goes_on in reversed(tape):
        to_weight = np.sum(to_mean * state, axis=1, keepdims=True) - to_left
        to_halt = np.where(goes_on, to_weight, 0)
        to_left = to_left + to_ponder + np.where(goes_on, 0, to_weight)
        to_logit = to_halt * halt * (1 - halt)
        weight = np.where(goes_on, halt, left)
        to_state = to_state + weight * to_mean + to_logit @ parameters["halt.kernel"].T
        made["halt.kernel"] += state.T @ to_logit
        made["halt.bias"] += to_logit.sum(axis=0)
        to_sum = to_state * (1 - state * state)
        made["recurrent.kernel"] += before.T @ to_sum
        to_inputs += to_sum
        to_state = to_sum @ parameters["recurrent.kernel"].T
    return loss, {
        **made,
        "input.kernel": x.T @ to_inputs,
        "input.bias": to_inputs.sum(axis=0),
        "output.kernel": mean.T @ to_predicted,
        "output.bias": to_predicted.sum(axis=0),
    }


def predict(parameters: Arrays, buffers: Arrays, arrays: Arrays) -> Arrays:
    predicted, _, iterations, _, _ = forward(parameters, arrays["x"])
    return {"y": predicted, "iterations": iterations}


task = Task(
    id="adaptive-halting",
    title=Title(en="Adaptive halting", zh="自适应停止"),
    summary=Title(
        en="A recurrent cell that learns how often to apply itself to each example, SGD.",
        zh="循环单元自己学会对每个样本迭代多少次，SGD。",
    ),
    # One of the few seeds below 500 whose decisions are all clear: where it is decided whether an
    # example goes on, what would be left is more than 5e-4 away from REST, and rounding in float32
    # moves it by less than 1e-5 (tests/unit/test_halting.py). Lengths differ from the start.
    seed=262,
    steps=STEPS,
    optimiser=Sgd(learning_rate=0.25),
    dataset=dataset,
    initial=initial,
    loss_and_gradients=loss_and_gradients,
    predict=predict,
    reduced_steps=3,
)
