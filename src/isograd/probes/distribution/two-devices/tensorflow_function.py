"""Each of two devices of one process works on half of every batch: MirroredStrategy."""

import tensorflow as tf

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(start, batches, targets, rate):
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    with strategy.scope():
        weight = tf.Variable(start, aggregation=tf.VariableAggregation.SUM)

    def replica_step(x, y):
        with tf.GradientTape() as tape:
            error = tf.linalg.matvec(x, weight) - y
            loss = tf.nn.compute_average_loss(error**2)  # over the global batch
        weight.assign_sub(rate * tape.gradient(loss, weight))
        return tf.shape(x)[0]

    @tf.function
    def step(x, y):
        return strategy.run(replica_step, (x, y))

    data = tf.data.Dataset.from_tensor_slices((batches, targets)).unbatch().batch(len(targets[0]))
    weights = []
    for x, y in strategy.experimental_distribute_dataset(data):
        rows = strategy.experimental_local_results(step(x, y))
        weights.append(weight.numpy())
    return {"weights": weights, "devices": sum(int(n) == len(targets[0]) // 2 for n in rows)}
