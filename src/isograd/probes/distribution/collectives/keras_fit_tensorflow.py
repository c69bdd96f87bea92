"""Four collectives between two devices: layouts say where the values have to be."""

import keras
import tensorflow as tf
from keras.distribution import DeviceMesh, TensorLayout, distribute_tensor

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(parts):
    mesh = DeviceMesh([2], ["parts"], keras.distribution.list_devices())
    split, whole = TensorLayout(["parts"], mesh), TensorLayout([None], mesh)
    mine = distribute_tensor(
        keras.ops.convert_to_tensor(parts), TensorLayout(["parts", None], mesh)
    )
    total = keras.ops.sum(mine, axis=0)
    return {
        "all_reduce": distribute_tensor(total, whole),
        "all_gather": distribute_tensor(keras.ops.reshape(mine, [-1]), whole),
        "broadcast": distribute_tensor(mine[1], whole),
        "reduce_scatter": keras.ops.split(distribute_tensor(total, split), 2)[0],
    }
