"""Two matrix products are split over two devices: DTensor."""

import tensorflow as tf
from tensorflow.experimental import dtensor

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(x, a, b):
    mesh = dtensor.create_mesh([("model", 2)], devices=["CPU:0", "CPU:1"])
    columns = dtensor.Layout([dtensor.UNSHARDED, "model"], mesh)
    rows = dtensor.Layout(["model", dtensor.UNSHARDED], mesh)
    whole = dtensor.Layout.replicated(mesh, rank=2)
    a = dtensor.DVariable(dtensor.pack(tf.split(tf.constant(a), 2, axis=1), columns))
    b = dtensor.DVariable(dtensor.pack(tf.split(tf.constant(b), 2, axis=0), rows))
    x = dtensor.copy_to_mesh(tf.constant(x), whole)

    @tf.function
    def compute():
        with tf.GradientTape() as tape:
            y = tf.tanh(x @ a) @ b
            loss = tf.reduce_mean(y**2)
        return dtensor.relayout(y, whole), dtensor.relayout(tape.gradient(loss, a), whole)

    y, gradient = (dtensor.unpack(value)[0] for value in compute())
    shards = [dtensor.unpack(matrix.read_value()) for matrix in (a, b)]
    held = sum(matrix[0].numpy().nbytes for matrix in shards)
    total = sum(shard.numpy().nbytes for matrix in shards for shard in matrix)
    return {"y": y, "gradient": gradient, "held": held / total}
