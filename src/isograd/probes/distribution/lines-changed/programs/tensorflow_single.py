"""Gradient descent on the mean square, eight rows a step."""

import json
from pathlib import Path

import tensorflow as tf

given = json.loads(Path("given.json").read_text())
weight = tf.Variable(given["start"])
data = tf.data.Dataset.from_tensor_slices((given["x"], given["y"])).batch(8)


@tf.function
def step(x, y):
    with tf.GradientTape() as tape:
        error = tf.linalg.matvec(x, weight) - y
        loss = tf.reduce_mean(error**2)
    weight.assign_sub(given["rate"] * tape.gradient(loss, weight))


for x, y in data:
    step(x, y)
Path("found.json").write_text(json.dumps(weight.numpy().tolist()))
