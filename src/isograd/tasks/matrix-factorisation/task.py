"""Predict ratings from an embedding and a bias of each user and each item."""

import numpy as np

from isograd.suite.contract import Array, Arrays, Dataset, Task, Title
from isograd.suite.optimisers import Sgd

STEPS, BATCH = 200, 64
USERS, ITEMS, RANK = 50, 40, 4
RATINGS, HELD_OUT = 1600, 200  # of USERS × ITEMS = 2000 pairs
MIDDLE = 3.0  # of the scale of one to five stars


def dataset(rng: np.random.Generator) -> Dataset:
    """Ratings in half stars, minus the middle of the scale, of distinct (user, item) pairs."""
    users = rng.standard_normal((USERS, RANK)) / np.sqrt(RANK)
    items = rng.standard_normal((ITEMS, RANK))
    noise = 0.2 * rng.standard_normal((USERS, ITEMS))
    leaning = 0.4 * rng.standard_normal((USERS, 1)) + 0.4 * rng.standard_normal((1, ITEMS))
    stars = np.clip(np.round(2 * (MIDDLE + leaning + users @ items.T + noise)) / 2, 1, 5)

    pairs = rng.permutation(USERS * ITEMS)[: RATINGS + HELD_OUT]
    user, item = np.divmod(pairs.astype(np.int64), ITEMS)
    columns = {
        "user": user,  # [pairs]
        "item": item,  # [pairs]
        "rating": (stars[user, item] - MIDDLE).astype(np.float32)[:, None],  # [pairs, 1]
    }
    epochs = [rng.permutation(RATINGS) for _ in range(STEPS * BATCH // RATINGS)]
    order = np.concatenate(epochs).reshape(STEPS, BATCH).astype(np.int64)
    return Dataset(
        train={name: column[:RATINGS] for name, column in columns.items()},
        order=order,
        held_out={name: column[RATINGS:] for name, column in columns.items()},
    )


def initial(rng: np.random.Generator) -> Arrays:
    # Biases are drawn too: a zero has no relative error, so an ulp could not perturb it.
    def normal(*shape: int) -> Array:
        return (0.3 * rng.standard_normal(shape)).astype(np.float32)

    return {
        "user.factors": normal(USERS, RANK),
        "item.factors": normal(ITEMS, RANK),
        "user.bias": normal(USERS, 1),
        "item.bias": normal(ITEMS, 1),
    }


def ratings(parameters: Arrays, user: Array, item: Array) -> Array:
    """Predicted ratings [pairs, 1]."""
    products = parameters["user.factors"][user] * parameters["item.factors"][item]
    biases = parameters["user.bias"][user] + parameters["item.bias"][item]
    made: Array = products.sum(axis=1, keepdims=True) + biases
    return made


def loss_and_gradients(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    user, item = batch["user"], batch["item"]
    error = ratings(parameters, user, item) - batch["rating"]
    upstream = 2 * error / error.dtype.type(error.size)  # d mean(error²) / d prediction

    def scattered(name: str, rows: Array, values: Array) -> Array:
        """Zero but for ``rows``, each of which sums its values over all places in the batch."""
        gradient = np.zeros_like(parameters[name])
        np.add.at(gradient, rows, values)
        return gradient

    of_user, of_item = parameters["user.factors"][user], parameters["item.factors"][item]
    return np.mean(error * error), {
        "user.factors": scattered("user.factors", user, upstream * of_item),
        "item.factors": scattered("item.factors", item, upstream * of_user),
        "user.bias": scattered("user.bias", user, upstream),
        "item.bias": scattered("item.bias", item, upstream),
    }


def predict(parameters: Arrays, buffers: Arrays, arrays: Arrays) -> Arrays:
    return {"rating": ratings(parameters, arrays["user"], arrays["item"])}


task = Task(
    id="matrix-factorisation",
    title=Title(en="Matrix factorisation", zh="矩阵分解"),
    summary=Title(
        en="Predict ratings from embeddings and biases of users and items, squared error, SGD.",
        zh="用用户与物品的嵌入和偏置预测评分：均方误差、SGD。",
    ),
    seed=7,  # any would do: the loss is a polynomial, so rounding meets no kink
    steps=STEPS,
    # Large since a row's gradient sums its few ratings of a batch and divides by the whole batch;
    # a power of two, so that no framework rounds it.
    optimiser=Sgd(learning_rate=2.0),
    dataset=dataset,
    initial=initial,
    loss_and_gradients=loss_and_gradients,
    predict=predict,
    predict_from=("user", "item"),
)
