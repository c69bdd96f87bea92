"""Three steps with the first layer frozen."""

import keras
import numpy as np
from keras.layers import Dense


# %% model
def train(model, x, target, rate):
    model.layers[0].trainable = False
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    model.fit(x, target, batch_size=len(x), epochs=3, verbose=0)


# %% ask
def ask(x, target, first, last, rate):
    layers = [Dense(4, use_bias=False), Dense(2, use_bias=False)]
    model = keras.Sequential([keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    train(model, np.array(x), np.array(target), rate)
    first, last = (layer.get_weights()[0] for layer in model.layers)
    return {"first": first, "last": last}
