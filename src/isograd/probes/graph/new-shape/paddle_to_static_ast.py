"""Call a function with arrays of several lengths."""

import paddle


# %% function
@paddle.jit.to_static(full_graph=True)
def f(x):
    return x * x


# %% ask
def ask(f, sizes):
    f(paddle.ones([sizes[0]]))
    first = f.get_traced_count()
    for size in sizes[1:]:
        f(paddle.ones([size]))
    return {"graphs": f.get_traced_count() - first}
