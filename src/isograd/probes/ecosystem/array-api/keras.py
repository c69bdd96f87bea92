"""A function that finds the operations in the array's own namespace."""

from keras import ops


# %% function
def standardised(x):
    xp = x.__array_namespace__()
    return (x - xp.mean(x)) / xp.std(x)


# %% ask
def ask(x):
    return {"y": ops.convert_to_numpy(standardised(ops.array(x)))}
