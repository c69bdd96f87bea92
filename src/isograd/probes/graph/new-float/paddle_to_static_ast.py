"""Call a function with several values of a Python float."""

import paddle


# %% function
@paddle.jit.to_static(full_graph=True)
def f(x, factor):
    return x * factor


# %% ask
def ask(f, factors):
    f(paddle.ones([3]), factors[0])
    first = f.get_traced_count()
    for factor in factors[1:]:
        f(paddle.ones([3]), factor)
    return {"graphs": f.get_traced_count() - first}
