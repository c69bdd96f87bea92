"""Count the operations in the graph of a Python loop, for two numbers of turns."""

import torch


# %% function
@torch.jit.script
def f(x, turns: int):
    for _ in range(turns):
        x = torch.sin(x)
    return x


# %% ask
def ask(f, turns):
    f(torch.ones(3), turns[0])
    graphs = [f.graph_for(torch.ones(3), n) for n in turns]
    return {"sizes": [len(graph.findAllNodes("aten::sin")) for graph in graphs]}
