"""A learning rate that warms up and then falls with the inverse square root of the step."""

import numpy as np
import paddle
from paddle import nn


# %% model
def schedule(peak, warm):
    def factor(step):  # from 0
        return min((step + 1) / warm, (warm / (step + 1)) ** 0.5)

    return paddle.optimizer.lr.LambdaDecay(peak, factor)


# %% ask
def ask(x, y, w, peak, warm):
    model = nn.Linear(3, 1, bias_attr=False)
    model.weight.set_value(np.array(w, "float32"))
    scheduler = schedule(peak, warm)
    optimizer = paddle.optimizer.SGD(learning_rate=scheduler, parameters=model.parameters())
    for _ in range(5):
        optimizer.clear_grad()
        loss = nn.functional.mse_loss(model(paddle.to_tensor(x)), paddle.to_tensor(y))
        loss.backward()
        optimizer.step()
        scheduler.step()
    return {"w": model.weight.numpy()}
