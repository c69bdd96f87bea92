"""An embedding and an output layer that share their weight."""

import numpy as np
import paddle
from paddle import nn


# %% model
class Tied(nn.Layer):
    def __init__(self, words, size):
        super().__init__()
        self.embed = nn.Embedding(words, size)

    def forward(self, ids):
        return paddle.matmul(self.embed(ids), self.embed.weight, transpose_y=True)


# %% ask
def ask(table, ids, rate):
    model = Tied(len(table), len(table[0]))
    model.embed.weight.set_value(np.array(table, "float32"))
    optimizer = paddle.optimizer.SGD(learning_rate=rate, parameters=model.parameters())
    loss = (model(paddle.to_tensor(ids)) ** 2).mean()
    loss.backward()
    optimizer.step()
    count = sum(p.size for p in model.parameters())
    return {"table": model.embed.weight.numpy(), "parameters": int(count)}
