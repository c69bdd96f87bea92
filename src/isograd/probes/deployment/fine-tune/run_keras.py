"""Gradients through the saved network."""

import keras
import numpy as np
import tensorflow as tf


# %% ask
def ask(scratch, weights, images):
    model = keras.saving.load_model(f"{scratch}/model.keras")
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(model(np.array(images)[..., None]) ** 2)
    dense, offset = tape.gradient(loss, model.trainable_variables[-2:])
    return {"dense": dense.numpy(), "offset": offset.numpy()}
