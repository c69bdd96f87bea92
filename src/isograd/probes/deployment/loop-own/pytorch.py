"""A loop until the sum is large enough, in the framework's own saved form."""

import torch
from torch import nn
from torch._higher_order_ops.while_loop import while_loop


# %% network
class Grow(nn.Module):
    def forward(self, x):
        [y] = while_loop(lambda x: x.sum() < 100, lambda x: (2 * x + 0.125,), (x,))
        return y


# %% ask
def ask(scratch, values, others):
    exported = torch.export.export(Grow(), (torch.tensor(values),))
    torch.export.save(exported, f"{scratch}/model.pt2")
    return {}
