"""Count the graphs of a function when it is defined, after one call, and after several."""

import torch


# %% function
@torch.jit.script
def f(x):
    return x * x


# %% ask
def ask(f, calls):
    counts = [len(f.graph.findAllNodes("aten::mul"))]
    for _ in range(calls):
        f(torch.ones([3]))
        counts.append(len(f.graph.findAllNodes("aten::mul")))
    return {"counts": counts}
