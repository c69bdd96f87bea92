"""Call a function whose loop turns as often as its Python integer says, with several integers."""

import paddle


# %% function
@paddle.jit.to_static(full_graph=True)
def f(x, turns):
    for _ in range(turns):
        x = x * 0.5 + 1
    return x


# %% ask
def ask(f, x, counts):
    values = [float(f(paddle.to_tensor(x), counts[0]))]
    first = f.get_traced_count()
    for turns in counts[1:]:
        values.append(float(f(paddle.to_tensor(x), turns)))
    return {"values": values, "graphs": f.get_traced_count() - first}
