"""Mean squared error of [n, 1] against [n] in a program."""

import numpy as np
import paddle
from paddle.nn.functional import mse_loss


# %% function
def f(prediction, target):
    return mse_loss(prediction, target)  # <-


# %% ask
def ask(f, predictions, targets):
    p, t = np.array(predictions, "float32").reshape(-1, 1), np.array(targets, "float32")
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            shapes = {"p": p.shape, "t": t.shape}
            data = [paddle.static.data(name, shape, "float32") for name, shape in shapes.items()]
            loss = f(*data)
        (made,) = paddle.static.Executor().run(main, feed={"p": p, "t": t}, fetch_list=[loss])
    finally:
        paddle.disable_static()
    return {"loss": made}
