"""A training step: the gradients of two micro-batches, added up and clipped by the framework."""

import numpy as np
import tensorflow as tf


# %% model
def step(model, x, y, rate, limit):
    optimizer = tf.keras.optimizers.SGD(rate, global_clipnorm=limit, gradient_accumulation_steps=2)
    for part, target in zip(tf.split(x, 2), tf.split(y, 2)):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(part, training=True) - target) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))


# %% ask
def ask(x, y, w, rate, limit):
    model = tf.keras.Sequential([tf.keras.Input([3]), tf.keras.layers.Dense(1, use_bias=False)])
    model.set_weights([np.array(w)])
    step(model, tf.constant(x), tf.constant(y), rate, limit)
    return {"w": model.get_weights()[0]}
