"""Initialise two layers with one initialiser, which is given no seed."""

import keras
from keras.layers import Dense


# %% ask
def ask(seed, deviation):
    keras.utils.set_random_seed(seed)
    initializer = keras.initializers.RandomNormal(stddev=deviation)
    layers = [Dense(4, kernel_initializer=initializer) for _ in range(2)]
    for layer in layers:
        layer.build([None, 8])
    return {"draws": [layer.get_weights()[0] for layer in layers]}
