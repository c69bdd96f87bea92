"""Draw after seeding, and once more with another draw in between."""

import paddle


# %% function
def f(x):
    return paddle.rand(x.shape)


# %% ask
def ask(f, seed, size):
    x = paddle.zeros([size])
    paddle.seed(seed)
    first = f(x)
    paddle.seed(seed)
    f(paddle.zeros([size, 2]))
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy()}
