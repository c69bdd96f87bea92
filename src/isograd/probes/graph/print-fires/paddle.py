"""Print inside a function that is called several times."""

import paddle


# %% function
def f(x):
    print("inside f")
    return x * x


# %% ask
def ask(f, calls):
    for _ in range(calls):
        f(paddle.ones([3]))
    return {}
