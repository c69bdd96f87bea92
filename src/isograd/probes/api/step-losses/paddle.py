"""Note the loss at each step."""

import numpy as np
import paddle
from paddle import nn


# %% model
def train(model, optimizer, batches):
    losses = []
    for x, y in batches:
        optimizer.clear_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% ask
def ask(x, y, w, rate):
    model = nn.Linear(3, 1, bias_attr=False)
    model.weight.set_value(np.array(w, "float32"))
    optimizer = paddle.optimizer.SGD(learning_rate=rate, parameters=model.parameters())
    return {"losses": train(model, optimizer, zip(paddle.to_tensor(x), paddle.to_tensor(y)))}
