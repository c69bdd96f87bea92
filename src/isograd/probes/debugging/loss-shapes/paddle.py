"""Mean squared error of [n, 1] against [n]."""

import paddle
from paddle.nn.functional import mse_loss


# %% function
def f(prediction, target):
    return mse_loss(prediction, target)  # <-


# %% ask
def ask(f, predictions, targets):
    loss = f(paddle.to_tensor(predictions).reshape([-1, 1]), paddle.to_tensor(targets))
    return {"loss": loss}
