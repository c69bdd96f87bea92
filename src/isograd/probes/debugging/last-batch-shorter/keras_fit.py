"""Add noise of the size of a full batch in a layer; the last batch of fit is shorter."""

import keras
import numpy as np
from keras import ops


# %% layer
class Noise(keras.layers.Layer):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape

    def call(self, x):
        h = 2 * x
        return h + ops.ones(self.shape)  # <-


# %% ask
def ask(examples, batch, width):
    model = keras.Sequential([Noise([batch, width]), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    told = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda step, logs: print("a full batch passed")
    )
    x, y = np.ones([examples, width]), np.ones([examples, 1])
    model.fit(x, y, batch_size=batch, verbose=0, callbacks=[told])
    return {}
