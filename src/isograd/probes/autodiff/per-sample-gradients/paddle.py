"""The gradient of every example's own loss."""

import paddle


# %% function
def f(w, x, y):
    losses = (x @ w - y) ** 2
    return paddle.autograd.jacobian(losses, w)[:]


# %% ask
def ask(f, w, x, y):
    w = paddle.to_tensor(w, stop_gradient=False)
    return {"gradients": f(w, paddle.to_tensor(x), paddle.to_tensor(y)).numpy()}
