"""A binary tree, whose nodes are computed by recursion."""

import paddle


# %% model
def node(w, x, i):
    if 2 * i + 1 >= len(w):  # a leaf
        return paddle.tanh(w[i] * x)
    return paddle.tanh(w[i] * (node(w, x, 2 * i + 1) + node(w, x, 2 * i + 2)))


# %% function
def f(w, x):
    return node(w, x, 0)


# %% ask
def ask(f, w, x):
    return {"root": f(paddle.to_tensor(w), paddle.to_tensor(x)).numpy()}
