"""Each of two devices of one process works on half of every batch: fit under MirroredStrategy."""

import keras
import numpy as np
import tensorflow as tf

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(start, batches, targets, rate):
    with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope():
        layer = keras.layers.Dense(1, use_bias=False)
        model = keras.Sequential([keras.Input([len(start)]), layer])
        model.compile(keras.optimizers.SGD(rate), "mse")
    layer.set_weights([np.array(start)[:, None]])
    weights = []
    for x, y in zip(batches, targets):
        model.fit(np.array(x), np.array(y), batch_size=len(y), verbose=0)
        weights.append(layer.get_weights()[0][:, 0])
    holders = {copy.device for copy in layer.kernel.value.values}
    return {"weights": weights, "devices": len(holders)}
