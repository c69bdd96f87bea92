"""Draw from one seed in a plain function and in the mode."""

import paddle


# %% function
def draw(x):
    return paddle.rand(x.shape)


def f(x):
    return draw(x)


# %% ask
def ask(f, seed, size):
    x = paddle.zeros([size])
    paddle.seed(seed)
    first = draw(x)
    paddle.seed(seed)
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy()}
