"""A function that finds the operations in the array's own namespace."""

import paddle


# %% function
def standardised(x):
    xp = x.__array_namespace__()
    return (x - xp.mean(x)) / xp.std(x)


# %% ask
def ask(x):
    return {"y": standardised(paddle.to_tensor(x)).numpy()}
