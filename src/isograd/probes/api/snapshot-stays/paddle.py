"""Read the parameters, train one step, and look at what was read."""

import numpy as np
import paddle
from paddle import nn


# %% ask
def ask(x, w, rate):
    model = nn.Linear(3, 2, bias_attr=False)
    model.weight.set_value(np.array(w, "float32"))
    kept = model.state_dict()
    optimizer = paddle.optimizer.SGD(learning_rate=rate, parameters=model.parameters())
    loss = (model(paddle.to_tensor(x)) ** 2).mean()
    loss.backward()
    optimizer.step()
    return {"now": model.weight.numpy(), "kept": kept["weight"].numpy()}
