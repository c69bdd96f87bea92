"""Read all parameters, scale them, and put the old ones back."""

import numpy as np
import paddle
from paddle import nn


# %% model
def scaled_and_restored(model, x, factor):
    kept = {name: value.clone() for name, value in model.state_dict().items()}
    model.set_state_dict({name: factor * value for name, value in kept.items()})
    replaced = model(x)
    model.set_state_dict(kept)
    return replaced, model(x)


# %% ask
def ask(x, first, last, factor):
    layers = nn.Linear(3, 3, bias_attr=False), nn.Tanh(), nn.Linear(3, 2, bias_attr=False)
    model = nn.Sequential(*layers)
    model[0].weight.set_value(np.array(first, "float32"))
    model[2].weight.set_value(np.array(last, "float32"))
    replaced, restored = scaled_and_restored(model, paddle.to_tensor(x), factor)
    return {"replaced": replaced.detach().numpy(), "restored": restored.detach().numpy()}
