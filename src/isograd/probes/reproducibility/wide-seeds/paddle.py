"""Draw from two seeds that agree in their lowest 32 bits."""

import paddle


# %% function
def draw(seed):
    paddle.seed(seed)
    return paddle.rand([20]).tolist()


# %% ask
def ask(seeds):
    return {"draws": [draw(seed) for seed in seeds]}
