"""The third derivative of a function that the mode has compiled."""

import paddle


# %% function
def f(x):
    return paddle.tanh(x).sum()


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    value = f(x)
    for _ in range(3):
        (derivative,) = paddle.grad(value, x, create_graph=True)
        value = derivative.sum()
    return {"third": derivative.numpy()}
