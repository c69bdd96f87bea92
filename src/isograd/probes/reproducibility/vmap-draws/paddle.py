"""Add noise to one example, mapped over a batch."""

import paddle


# %% function
def noisy(x):
    return x + paddle.randn(x.shape)


def f(x):
    return paddle.vmap(noisy)(x)


# %% ask
def ask(f, seed, examples):
    paddle.seed(seed)
    return {"draws": f(paddle.zeros([examples, 3])).numpy()}
