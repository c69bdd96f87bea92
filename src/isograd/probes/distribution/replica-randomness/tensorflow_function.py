"""Two replicas of one process draw a dropout mask each, after one seed."""

import tensorflow as tf

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(seed, size):
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    tf.random.set_seed(seed)
    with strategy.scope():
        weight = tf.Variable(tf.random.normal([4, 4]))

    @tf.function
    def draw():
        return strategy.run(lambda: (weight.value(), tf.nn.dropout(tf.ones(size), 0.5) != 0))

    weights, masks = (strategy.experimental_local_results(part) for part in draw())
    return {"weights": weights, "masks": masks}
