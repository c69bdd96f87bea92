"""Shuffle four numbers many times."""

import paddle


# %% ask
def ask(seed, times):
    paddle.seed(seed)
    return {"orders": [paddle.randperm(4).tolist() for _ in range(times)]}
