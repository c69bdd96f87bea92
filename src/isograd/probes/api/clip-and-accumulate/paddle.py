"""A training step: the gradients of two micro-batches, added up and clipped by hand."""

import numpy as np
import paddle
from paddle import nn


# %% model
def step(model, x, y, rate, limit):
    for part, target in zip(x.chunk(2), y.chunk(2)):
        loss = nn.functional.mse_loss(model(part), target) / 2
        loss.backward()  # adds to the gradients that are there
    gradients = [p.grad for p in model.parameters()]
    norm = paddle.sqrt(sum((g**2).sum() for g in gradients))
    with paddle.no_grad():
        for p, g in zip(model.parameters(), gradients):
            p.set_value(p - rate * g * paddle.clip(limit / norm, max=1.0))
    model.clear_gradients()


# %% ask
def ask(x, y, w, rate, limit):
    model = nn.Linear(3, 1, bias_attr=False)
    model.weight.set_value(np.array(w, "float32"))
    step(model, paddle.to_tensor(x), paddle.to_tensor(y), rate, limit)
    return {"w": model.weight.numpy()}
