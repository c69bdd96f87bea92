"""Kullback–Leibler divergence."""

import paddle


# %% snippet
def f(p, q):
    return paddle.nn.KLDivLoss(reduction="batchmean")(q.log(), p)


# %% ask
def ask(p, q):
    return {"y": f(paddle.to_tensor(p), paddle.to_tensor(q))}
