"""Two replicas sum the gradients of two micro-batches: gradient_accumulation_steps."""

import keras
import numpy as np
import tensorflow as tf

# %% two devices
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


# %% ask
def ask(start, batches, targets, rate):
    with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope():
        layer = keras.layers.Dense(1, use_bias=False)
        model = keras.Sequential([keras.Input([len(start)]), layer])
        model.compile(keras.optimizers.SGD(rate, gradient_accumulation_steps=2), "mse")
    layer.set_weights([np.array(start)[:, None]])
    kept = []
    for x, y in zip(batches, targets):
        model.fit(np.array(x), np.array(y), batch_size=len(y), shuffle=False, verbose=0)
        sums = next(v for v in model.optimizer.variables if "accumulator" in v.path)
        kept.append(sums.value.values[0].numpy()[:, 0])
    return {"local": kept[0], "weights": layer.get_weights()[0][:, 0]}
