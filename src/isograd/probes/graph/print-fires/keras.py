"""Print inside a function that is called several times."""

from keras import ops


# %% function
def f(x):
    print("inside f")
    return x * x


# %% ask
def ask(f, calls):
    for _ in range(calls):
        f(ops.ones(3))
    return {}
