"""Gradient descent on the mean square, eight rows a step."""

import json
from pathlib import Path

import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]  # two CPU devices
half = tf.config.LogicalDeviceConfiguration()  # two CPU devices
tf.config.set_logical_device_configuration(cpu, [half, half])  # two CPU devices
given = json.loads(Path("given.json").read_text())
strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
with strategy.scope():
    weight = tf.Variable(given["start"], aggregation=tf.VariableAggregation.SUM)
data = tf.data.Dataset.from_tensor_slices((given["x"], given["y"])).batch(8)


def replica_step(x, y):
    with tf.GradientTape() as tape:
        error = tf.linalg.matvec(x, weight) - y
        loss = tf.nn.compute_average_loss(error**2)
    weight.assign_sub(given["rate"] * tape.gradient(loss, weight))


@tf.function
def step(x, y):
    strategy.run(replica_step, (x, y))


for x, y in strategy.experimental_distribute_dataset(data):
    step(x, y)
Path("found.json").write_text(json.dumps(weight.numpy().tolist()))
