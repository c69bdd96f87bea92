"""Assert that a value is positive, first for one that is."""

import paddle


# %% function
def f(x):
    y = 2 * x
    assert (y > 0).all()  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(paddle.to_tensor([good]))
    print("the good value passed")
    f(paddle.to_tensor([bad]))
    return {}
