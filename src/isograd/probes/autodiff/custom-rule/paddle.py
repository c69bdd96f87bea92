"""Rounding whose gradient is declared to be the identity."""

import paddle


# %% function
class Rounded(paddle.autograd.PyLayer):
    @staticmethod
    def forward(ctx, x):
        return paddle.round(x)

    @staticmethod
    def backward(ctx, upstream):
        return upstream


def f(x):
    return (Rounded.apply(x) ** 2).sum()


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
