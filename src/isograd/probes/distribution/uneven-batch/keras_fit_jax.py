"""Eight and then seven rows for two devices: fit under DataParallel deals them out."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import keras
import numpy as np


# %% ask
def ask(start, x, y, rate):
    keras.distribution.set_distribution(keras.distribution.DataParallel())
    layer = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input([len(start)]), layer])
    model.compile(keras.optimizers.SGD(rate), "mse")
    layer.set_weights([np.array(start)[:, None]])
    model.fit(np.array(x), np.array(y), batch_size=8, shuffle=False, verbose=0)  # <-
    return {"weights": layer.get_weights()[0][:, 0]}
