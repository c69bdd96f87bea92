"""A training step: the gradients of two micro-batches, added up and clipped by the framework."""

import keras
import numpy as np


# %% model
def train(model, x, y, rate, limit):
    optimizer = keras.optimizers.SGD(rate, global_clipnorm=limit, gradient_accumulation_steps=2)
    model.compile(optimizer=optimizer, loss="mse")
    model.fit(x, y, batch_size=4, shuffle=False, verbose=0)


# %% ask
def ask(x, y, w, rate, limit):
    model = keras.Sequential([keras.Input([3]), keras.layers.Dense(1, use_bias=False)])
    model.set_weights([np.array(w)])
    train(model, np.array(x), np.array(y), rate, limit)
    return {"w": model.get_weights()[0]}
