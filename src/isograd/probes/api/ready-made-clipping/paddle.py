"""A training step: the gradients of two micro-batches, added up and clipped by the framework."""

import numpy as np
import paddle
from paddle import nn


# %% model
def step(model, x, y, rate, limit):
    clip = nn.ClipGradByGlobalNorm(limit)
    optimizer = paddle.optimizer.SGD(rate, parameters=model.parameters(), grad_clip=clip)
    for part, target in zip(x.chunk(2), y.chunk(2)):
        loss = nn.functional.mse_loss(model(part), target) / 2
        loss.backward()  # adds to the gradients that are there
    optimizer.step()
    optimizer.clear_grad()


# %% ask
def ask(x, y, w, rate, limit):
    model = nn.Linear(3, 1, bias_attr=False)
    model.weight.set_value(np.array(w, "float32"))
    step(model, paddle.to_tensor(x), paddle.to_tensor(y), rate, limit)
    return {"w": model.weight.numpy()}
