"""Two dense layers are split over two devices: ModelParallel."""

import keras
import numpy as np
import tensorflow as tf
from keras.distribution import DeviceMesh, LayoutMap, ModelParallel

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


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
    with tf.GradientTape() as tape:
        y = model(x)
        loss = keras.ops.mean(y**2)
    weights = [variable.value for variable in model.trainable_variables]
    gradient = tape.gradient(loss, weights[0])
    held = sum(weight.numpy().nbytes for weight in weights)
    total = sum(int(keras.ops.size(weight)) * 4 for weight in weights)
    return {"y": y, "gradient": gradient, "held": held / total}
