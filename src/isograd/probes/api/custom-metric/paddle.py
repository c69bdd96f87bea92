"""The geometric mean of the absolute errors, over batches of 5, 5 and 3."""

import paddle


# %% model
class GeometricError(paddle.metric.Metric):
    def __init__(self):
        super().__init__()
        self.reset()

    def reset(self):
        self.total, self.count = 0.0, 0

    def name(self):
        return "geometric_error"

    def update(self, predicted, target):
        self.total += (predicted - target).abs().log().sum()
        self.count += target.size

    def accumulate(self):
        return paddle.exp(self.total / self.count)


# %% ask
def ask(x, y, w):
    x, y, w = paddle.to_tensor(x), paddle.to_tensor(y), paddle.to_tensor(w)
    metric = GeometricError()
    for part, target in zip(x.split([5, 5, 3]), y.split([5, 5, 3])):
        metric.update(part @ w, target)
    return {"metric": metric.accumulate().item()}
