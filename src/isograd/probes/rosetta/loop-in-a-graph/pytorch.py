"""Loop that stays a loop."""

import torch
from torch._higher_order_ops.while_loop import while_loop


# %% snippet
def f(x):
    (made,) = while_loop(lambda x: (x * x).sum() > 1, lambda x: (x / 2,), (x,))
    return made


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
