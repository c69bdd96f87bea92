"""Gradient descent on the mean square, eight rows a step."""

import json
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]  # two CPU devices
half = tf.config.LogicalDeviceConfiguration()  # two CPU devices
tf.config.set_logical_device_configuration(cpu, [half, half])  # two CPU devices
given = json.loads(Path("given.json").read_text())
with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope():
    model = keras.Sequential([keras.Input([3]), keras.layers.Dense(1, use_bias=False)])
    model.compile(keras.optimizers.SGD(given["rate"]), "mse")
model.set_weights([np.array(given["start"])[:, None]])
x, y = np.array(given["x"]), np.array(given["y"])
model.fit(x, y, batch_size=8, shuffle=False, verbose=0)
Path("found.json").write_text(json.dumps(model.get_weights()[0][:, 0].tolist()))
