"""Call a function with arrays of several dtypes."""

import paddle


# %% function
@paddle.jit.to_static(full_graph=True)
def f(x):
    return x + x


# %% ask
def ask(f, dtypes):
    f(paddle.ones([3], dtype=dtypes[0]))
    first = f.get_traced_count()
    for dtype in dtypes[1:]:
        f(paddle.ones([3], dtype=dtype))
    return {"graphs": f.get_traced_count() - first}
