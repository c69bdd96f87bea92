"""Four collectives between two devices: layouts say where the values have to be."""

import keras
from keras.distribution import DeviceMesh, TensorLayout, distribute_tensor


# %% ask
def ask(parts):
    mesh = DeviceMesh([2], ["parts"], ["cpu:0", "cpu:1"])
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
