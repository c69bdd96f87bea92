"""Architectures of tf.keras.applications, some built without weights and trained for a step."""

import inspect

import tensorflow as tf


# %% ask
def ask(places):
    offered = [name for name, _ in inspect.getmembers(tf.keras.applications, inspect.isfunction)]
    moved = {}
    for name in {offered[int(place * len(offered))] for place in places}:
        build = getattr(tf.keras.applications, name)
        model = build(weights=None, include_top=False, pooling="avg", input_shape=(96, 96, 3))
        before = [tf.identity(weight) for weight in model.trainable_variables]
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(model(tf.random.normal((2, 96, 96, 3)), training=True) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer = tf.keras.optimizers.SGD(0.01)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        pairs = zip(before, model.trainable_variables)
        moved[name] = max(float(tf.reduce_max(tf.abs(a - b))) for a, b in pairs)
    return {"offered": offered, "moved": moved}
