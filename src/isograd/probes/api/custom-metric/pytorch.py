"""The geometric mean of the absolute errors, over batches of 5, 5 and 3."""

import torch


# %% model
class GeometricError:
    def __init__(self):
        self.total, self.count = 0.0, 0

    def update(self, predicted, target):
        self.total += (predicted - target).abs().log().sum()
        self.count += target.numel()

    def result(self):
        return torch.exp(self.total / self.count)


# %% ask
def ask(x, y, w):
    x, y, w = torch.tensor(x), torch.tensor(y), torch.tensor(w)
    metric = GeometricError()
    for part, target in zip(x.split(5), y.split(5)):
        metric.update(part @ w, target)
    return {"metric": metric.result().item()}
