"""Weights and momentum are split over two devices: DTensor."""

import tensorflow as tf
from tensorflow.experimental import dtensor

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(start, batches, targets, rate):
    mesh = dtensor.create_mesh([("shards", 2)], devices=["CPU:0", "CPU:1"])
    layout = dtensor.Layout.batch_sharded(mesh, "shards", rank=2)

    def split(value):
        return dtensor.pack(tf.split(tf.constant(value), 2), layout)

    weight = dtensor.DVariable(split(start))
    velocity = dtensor.DVariable(split(tf.zeros_like(start)))

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x @ weight - y) ** 2)
        gradient = dtensor.relayout(tape.gradient(loss, weight), layout)
        velocity.assign(0.9 * velocity + gradient)
        weight.assign_sub(rate * velocity)

    for x, y in zip(batches, targets):
        step(split(x), split(y))
    shards = [dtensor.unpack(part.read_value()) for part in (weight, velocity)]
    held = sum(part[0].numpy().nbytes for part in shards)
    total = sum(shard.numpy().nbytes for part in shards for shard in part)
    return {"weight": tf.concat(shards[0], 0), "held": held / total}
