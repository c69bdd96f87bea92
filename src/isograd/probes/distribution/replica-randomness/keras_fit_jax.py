"""Two devices of one process drop entries of their half of a batch, after one seed."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import jax
import keras


# %% ask
def ask(seed, size):
    parallel = keras.distribution.DataParallel()
    keras.distribution.set_distribution(parallel)
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input([4]), keras.layers.Dense(4)])
    dropout = keras.layers.Dropout(0.5)
    rows = keras.distribution.distribute_tensor(
        keras.ops.ones([2, size]), parallel.get_data_layout([2, size])
    )
    halves = (dropout(rows, training=True) != 0).addressable_shards
    copies = model.layers[0].kernel.value.addressable_shards
    return {"weights": [c.data for c in copies], "masks": [h.data[0] for h in halves]}
