"""Each of two devices of one process works on half of every batch: fit under DataParallel."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import keras
import numpy as np


# %% ask
def ask(start, batches, targets, rate):
    keras.distribution.set_distribution(keras.distribution.DataParallel())
    layer = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input([len(start)]), layer])
    model.compile(keras.optimizers.SGD(rate), "mse")
    layer.set_weights([np.array(start)[:, None]])
    weights = []
    for x, y in zip(batches, targets):
        model.fit(np.array(x), np.array(y), batch_size=len(y), verbose=0)
        weights.append(layer.get_weights()[0][:, 0])
    return {"weights": weights, "devices": len(layer.kernel.value.sharding.device_set)}
