"""Two replicas of one process draw a dropout mask each, after one seed."""

import keras
import tensorflow as tf

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(seed, size):
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    keras.utils.set_random_seed(seed)
    with strategy.scope():
        model = keras.Sequential([keras.Input([4]), keras.layers.Dense(4)])
        dropout = keras.layers.Dropout(0.5)

    @tf.function
    def draw():
        return strategy.run(lambda: dropout(tf.ones(size), training=True) != 0)

    masks = strategy.experimental_local_results(draw())
    return {"weights": model.layers[0].kernel.value.values, "masks": masks}
