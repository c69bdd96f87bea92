"""Two layers, each moved by an optimizer of its own, in turns."""

import keras
import numpy as np
import torch
from keras.layers import Dense
from keras.optimizers import SGD


# %% model
def train(model, batches, slow, fast):
    optimizers = SGD(slow), SGD(fast, momentum=0.9)
    for i, (x, target) in enumerate(batches):
        model.zero_grad()
        loss = ((model(x, training=True) - target) ** 2).mean()
        loss.backward()
        weights = model.layers[i % 2].trainable_variables
        with torch.no_grad():
            optimizers[i % 2].apply([v.value.grad for v in weights], weights)


# %% ask
def ask(x, target, first, last, slow, fast):
    layers = [Dense(4, use_bias=False), Dense(2, use_bias=False)]
    model = keras.Sequential([keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    train(model, zip(torch.tensor(x), torch.tensor(target)), slow, fast)
    first, last = (v.value.detach().numpy() for v in model.trainable_variables)
    return {"first": first, "last": last}
