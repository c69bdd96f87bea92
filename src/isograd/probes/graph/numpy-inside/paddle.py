"""Call NumPy on a value inside a function."""

import numpy as np
import paddle


# %% function
def f(x):
    y = np.interp(x.numpy(), [0.0, 1.0, 2.0], [0.0, 10.0, 40.0])
    return paddle.to_tensor(y)


# %% ask
def ask(f, xs):
    return {"values": [f(paddle.to_tensor(x)).tolist() for x in xs]}
