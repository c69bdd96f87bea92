"""Each of two replicas uses one of two weights: fit under MirroredStrategy."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


class Branches(keras.layers.Layer):
    def build(self, shape):
        self.a, self.b = (self.add_weight([shape[-1], 1]) for _ in range(2))

    def call(self, x):
        return ops.cond(ops.mean(x) > 0, lambda: x @ self.a, lambda: x @ self.b)


# %% ask
def ask(halves, a, b, rate):
    with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope():
        layer = Branches()
        model = keras.Sequential([keras.Input([len(a)]), layer])
        model.compile(keras.optimizers.SGD(rate), "mse")
    layer.set_weights([np.array(a)[:, None], np.array(b)[:, None]])
    x = np.concatenate(halves)
    model.fit(x, np.zeros(len(x)), batch_size=len(x), epochs=3, shuffle=False, verbose=0)
    return {"a": layer.get_weights()[0][:, 0], "b": layer.get_weights()[1][:, 0]}
