"""Eight and then seven rows for two devices: MirroredStrategy deals them out."""

import tensorflow as tf

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(start, x, y, rate):
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    with strategy.scope():
        weight = tf.Variable(start, aggregation=tf.VariableAggregation.SUM)

    def replica_step(x, y):
        with tf.GradientTape() as tape:
            error = tf.linalg.matvec(x, weight) - y
            loss = tf.nn.compute_average_loss(error**2)  # <-
        weight.assign_sub(rate * tape.gradient(loss, weight))

    @tf.function
    def step(x, y):
        strategy.run(replica_step, (x, y))

    data = tf.data.Dataset.from_tensor_slices((x, y)).batch(8)
    for x, y in strategy.experimental_distribute_dataset(data):
        step(x, y)
    return {"weights": weight.numpy()}
