"""Each of two devices of one process works on half of every batch: fit under DataParallel."""

import keras
import numpy as np


# %% ask
def ask(start, batches, targets, rate):
    distribution = keras.distribution.DataParallel(devices=["cpu:0", "cpu:1"])
    keras.distribution.set_distribution(distribution)
    layer = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input([len(start)]), layer])
    model.compile(keras.optimizers.SGD(rate), "mse")
    layer.set_weights([np.array(start)[:, None]])
    weights = []
    for x, y in zip(batches, targets):
        model.fit(np.array(x), np.array(y), batch_size=len(y), verbose=0)
        weights.append(layer.get_weights()[0][:, 0])
    tensors = [weight.value for weight in model.weights]
    return {"weights": weights, "devices": len({str(tensor.device) for tensor in tensors})}
