"""Four collectives between two devices: layouts say where the values have to be."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import keras
from keras.distribution import DeviceMesh, TensorLayout, distribute_tensor


# %% ask
def ask(parts):
    mesh = DeviceMesh([2], ["parts"], keras.distribution.list_devices())
    split, whole = TensorLayout(["parts"], mesh), TensorLayout([None], mesh)
    mine = distribute_tensor(
        keras.ops.convert_to_tensor(parts), TensorLayout(["parts", None], mesh)
    )
    total = keras.ops.sum(mine, axis=0)
    found = {
        "all_reduce": distribute_tensor(total, whole),
        "all_gather": distribute_tensor(keras.ops.reshape(mine, [-1]), whole),
        "broadcast": distribute_tensor(mine[1], whole),
        "reduce_scatter": distribute_tensor(total, split),
    }
    return {name: value.addressable_shards[0].data for name, value in found.items()}
