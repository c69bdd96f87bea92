"""Count the graphs of a function when it is defined, after one call, and after several."""

import paddle


# %% function
@paddle.jit.to_static(full_graph=True)
def f(x):
    return x * x


# %% ask
def ask(f, calls):
    counts = [f.get_traced_count()]
    for _ in range(calls):
        f(paddle.ones([3]))
        counts.append(f.get_traced_count())
    return {"counts": counts}
