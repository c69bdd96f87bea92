"""Adding into rows by index."""

import paddle


# %% snippet
def f(x, rows, y):
    return paddle.scatter_nd_add(x, rows.unsqueeze(1), y)


# %% ask
def ask(x, rows, y):
    return {"y": f(paddle.to_tensor(x), paddle.to_tensor(rows), paddle.to_tensor(y))}
