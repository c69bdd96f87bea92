"""Momentum with bounded steps: w -= rate * v / (1 + |v|)."""

import numpy as np
import paddle
from paddle import nn


# %% model
class Bounded(paddle.optimizer.Optimizer):
    def __init__(self, learning_rate, beta, parameters):
        super().__init__(learning_rate=learning_rate, parameters=parameters)
        self.beta = beta
        self.v = {p.name: paddle.zeros_like(p) for p in self._parameter_list}

    @paddle.no_grad()
    def step(self):
        for p in self._parameter_list:
            v = self.beta * self.v[p.name] + p.grad
            self.v[p.name] = v
            p.set_value(p - self.get_lr() * v / (1 + v.abs()))


# %% ask
def ask(x, y, w, rate, beta):
    model = nn.Linear(3, 1, bias_attr=False)
    model.weight.set_value(np.array(w, "float32"))
    optimizer = Bounded(rate, beta, model.parameters())
    for _ in range(3):
        optimizer.clear_grad()
        loss = nn.functional.mse_loss(model(paddle.to_tensor(x)), paddle.to_tensor(y))
        loss.backward()
        optimizer.step()
    return {"w": model.weight.numpy()}
