"""Weights and momentum are split over two devices: ModelParallel."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import keras
import numpy as np
from keras.distribution import DeviceMesh, LayoutMap, ModelParallel


# %% ask
def ask(start, batches, targets, rate):
    mesh = DeviceMesh([1, 2], ["batch", "shards"], keras.distribution.list_devices())
    layouts = LayoutMap(mesh)
    layouts[".*kernel"] = ("shards", None)
    layouts[".*kernel_momentum"] = ("shards", None)
    keras.distribution.set_distribution(ModelParallel(layout_map=layouts, batch_dim_name="batch"))
    layer = keras.layers.Dense(len(start[0]), use_bias=False)
    model = keras.Sequential([keras.Input([len(start)]), layer])
    model.compile(keras.optimizers.SGD(rate, momentum=0.9), "mse")
    layer.set_weights([np.array(start)])
    for x, y in zip(batches, targets):
        model.fit(np.array(x), np.array(y), batch_size=len(y), verbose=0)
    state = [
        v for v in model.variables + model.optimizer.variables if v.shape == layer.kernel.shape
    ]
    held = sum(variable.value.addressable_shards[0].data.nbytes for variable in state)
    total = sum(keras.ops.size(variable) * 4 for variable in state)
    return {"weight": layer.get_weights()[0], "held": held / int(total)}
