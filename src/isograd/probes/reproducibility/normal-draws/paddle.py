"""Draw a million standard-normal numbers; twenty thousand are looked at."""

import paddle


# %% function
def f(x):
    return paddle.randn(x.shape)


# %% ask
def ask(f, seed):
    paddle.seed(seed)
    draws = f(paddle.zeros([2**20]))
    return {"draws": draws[:20_000].numpy(), "different": len(draws.unique()) / len(draws)}
