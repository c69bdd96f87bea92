"""Words as a tensor, for a layer that would look them up."""

import paddle
from paddle import nn
from paddle.static import InputSpec


# %% network
class Lookup(nn.Layer):
    def __init__(self, table):
        super().__init__()
        self.known = paddle.to_tensor(list(table))
        self.values = paddle.to_tensor(list(table.values()))

    def forward(self, words):
        return paddle.where(words[:, None] == self.known, self.values, 0.0).sum(1)


# %% ask
def ask(scratch, table, text):
    paddle.jit.save(Lookup(table), f"{scratch}/model", [InputSpec([len(text)], "str")])
    return {}
