"""Train a small network with dropout twice from one seed, and once from another."""

import paddle
from paddle.nn import functional


# %% function
def f(x, y, w1, w2):
    hidden = functional.dropout(functional.relu(x @ w1), 0.5)
    return paddle.mean((hidden @ w2 - y) ** 2)


# %% ask
def train(f, seed, x, y):
    paddle.seed(seed)
    weights = [paddle.create_parameter([4, 16], "float32")]
    weights += [paddle.create_parameter([16, 1], "float32")]
    optimizer = paddle.optimizer.Adam(0.01, parameters=weights)
    losses = []
    for _ in range(20):
        loss = f(x, y, *weights)
        loss.backward()
        optimizer.step()
        optimizer.clear_grad()
        losses.append(loss.item())
    return losses


def ask(f, seed, x, y):
    x, y = paddle.to_tensor(x), paddle.to_tensor(y)
    first, again = train(f, seed, x, y), train(f, seed, x, y)
    return {"first": first, "again": again, "other": train(f, seed + 1, x, y)}
