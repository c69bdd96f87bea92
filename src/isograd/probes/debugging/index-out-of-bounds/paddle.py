"""Take elements of a tensor, one of them beyond its end."""

import paddle


# %% function
def f(x, indices):
    return x[indices]  # <-


# %% ask
def ask(f, values, indices):
    return {"taken": f(paddle.to_tensor(values), paddle.to_tensor(indices))}
