"""Printing inside compiled code."""

import paddle


# %% snippet
@paddle.jit.to_static(full_graph=False)
def f(x):
    print("sum is", int(x.sum()))  # the graph breaks here
    return x * 2


# %% ask
def ask(calls):
    for _ in range(calls):
        f(paddle.to_tensor([1, 2, 3]))
    return {}
