"""A layer with a running mean, which moves in training only."""

import paddle
from paddle import nn


# %% model
class Centre(nn.Layer):
    def __init__(self, features, rate):
        super().__init__()
        self.rate = rate
        self.register_buffer("mean", paddle.zeros([features]))

    def forward(self, x):
        if self.training:
            self.mean.set_value(self.mean + self.rate * (x.mean(0) - self.mean))
        return x - self.mean


# %% ask
def ask(batches, rate):
    *trained, last = paddle.to_tensor(batches)
    layer = Centre(last.shape[1], rate)
    for batch in trained:
        layer(batch)
    layer.eval()
    return {"centred": layer(last).numpy(), "mean": layer.mean.numpy()}
