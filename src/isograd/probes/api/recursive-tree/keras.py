"""A binary tree, whose nodes are computed by recursion."""

from keras import ops


# %% model
def node(w, x, i):
    if 2 * i + 1 >= len(w):  # a leaf
        return ops.tanh(w[i] * x)
    return ops.tanh(w[i] * (node(w, x, 2 * i + 1) + node(w, x, 2 * i + 2)))


# %% function
def f(w, x):
    return node(w, x, 0)


# %% ask
def ask(f, w, x):
    return {"root": ops.convert_to_numpy(f(ops.array(w), ops.array(x)))}
