"""Draw many uniform numbers; some are looked at, and the largest of all."""

import paddle


# %% function
def f(x):
    return paddle.rand(x.shape)


# %% ask
def ask(f, seed):
    paddle.seed(seed)
    draws = f(paddle.zeros([2**24]))
    return {"draws": draws[:20_000].numpy(), "largest": draws.max().item()}
