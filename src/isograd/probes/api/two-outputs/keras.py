"""A model with two outputs, trained for one step by a sum of two losses."""

import keras
import numpy as np
from keras.layers import Dense


# %% model
def create_model(share, rate):
    x = keras.Input([3])
    hidden = Dense(4, use_bias=False)(x)
    model = keras.Model(x, [Dense(1, use_bias=False)(hidden), Dense(2, use_bias=False)(hidden)])
    optimizer = keras.optimizers.SGD(rate)
    model.compile(optimizer=optimizer, loss=["mse", "mae"], loss_weights=[1, share])
    return model


# %% ask
def ask(x, size, place, weights, share, rate):
    model = create_model(share, rate)
    model.set_weights([np.array(weight) for weight in weights])
    model.fit(np.array(x), [np.array(size), np.array(place)], batch_size=len(x), verbose=0)
    trunk, head, tail = model.get_weights()
    return {"trunk": trunk, "size_head": head, "place_head": tail}
