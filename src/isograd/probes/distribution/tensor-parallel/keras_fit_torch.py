"""Two dense layers are split over two devices: ModelParallel."""

import keras
import numpy as np
from keras.distribution import DeviceMesh, LayoutMap, ModelParallel


# %% ask
def ask(x, a, b):
    mesh = DeviceMesh([1, 2], ["batch", "model"], ["cpu:0", "cpu:1"])
    layouts = LayoutMap(mesh)
    layouts[".*first/kernel"] = (None, "model")
    layouts[".*second/kernel"] = ("model", None)
    keras.distribution.set_distribution(ModelParallel(layout_map=layouts, batch_dim_name="batch"))
    first = keras.layers.Dense(len(b), "tanh", use_bias=False, name="first")
    second = keras.layers.Dense(len(b[0]), use_bias=False, name="second")
    model = keras.Sequential([keras.Input([len(a)]), first, second])
    model.set_weights([np.array(a), np.array(b)])
    x = keras.ops.convert_to_tensor(x)
    y = model(x)
    keras.ops.mean(y**2).backward()
    weights = [variable.value for variable in model.trainable_variables]
    held = sum(weight.untyped_storage().nbytes() for weight in weights)
    total = sum(weight.nbytes for weight in weights)
    return {"y": y.detach(), "gradient": weights[0].grad, "held": held / total}
