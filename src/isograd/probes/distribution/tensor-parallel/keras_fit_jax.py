"""Two dense layers are split over two devices: ModelParallel."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import jax
import keras
import numpy as np
from keras.distribution import DeviceMesh, LayoutMap, ModelParallel


# %% ask
def ask(x, a, b):
    mesh = DeviceMesh([1, 2], ["batch", "model"], keras.distribution.list_devices())
    layouts = LayoutMap(mesh)
    layouts[".*first/kernel"] = (None, "model")
    layouts[".*second/kernel"] = ("model", None)
    keras.distribution.set_distribution(ModelParallel(layout_map=layouts, batch_dim_name="batch"))
    first = keras.layers.Dense(len(b), "tanh", use_bias=False, name="first")
    second = keras.layers.Dense(len(b[0]), use_bias=False, name="second")
    model = keras.Sequential([keras.Input([len(a)]), first, second])
    model.set_weights([np.array(a), np.array(b)])
    x = keras.ops.convert_to_tensor(x)

    def loss(weights):
        return keras.ops.mean(model.stateless_call(weights, [], x)[0] ** 2)

    weights = [variable.value for variable in model.trainable_variables]
    gradient = jax.grad(loss)(weights)[0]
    held = sum(weight.addressable_shards[0].data.nbytes for weight in weights)
    total = sum(weight.nbytes for weight in weights)
    return {"y": model(x), "gradient": gradient, "held": held / total}
