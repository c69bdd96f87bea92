"""Eight and then seven rows for two devices: fit under MirroredStrategy deals them out."""

import keras
import numpy as np
import tensorflow as tf

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(start, x, y, rate):
    with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope():
        layer = keras.layers.Dense(1, use_bias=False)
        model = keras.Sequential([keras.Input([len(start)]), layer])
        model.compile(keras.optimizers.SGD(rate), "mse")
    layer.set_weights([np.array(start)[:, None]])
    model.fit(np.array(x), np.array(y), batch_size=8, shuffle=False, verbose=0)  # <-
    return {"weights": layer.get_weights()[0][:, 0]}
