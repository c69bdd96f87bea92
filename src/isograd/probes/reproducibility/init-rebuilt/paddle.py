"""Build a dense layer twice after seeding, and once more after the same seed."""

import paddle


# %% function
def weights():
    return paddle.nn.Linear(8, 4).weight.numpy()


# %% ask
def ask(seed):
    paddle.seed(seed)
    first, other = weights(), weights()
    paddle.seed(seed)
    return {"first": first, "other": other, "again": weights()}
