"""Gradients through the saved network."""

import tensorflow as tf


# %% ask
def ask(scratch, weights, images):
    model = tf.saved_model.load(f"{scratch}/model")
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(model.serve(tf.constant(images)[..., None]) ** 2)
    dense, offset = tape.gradient(loss, [model.w["dense"], model.w["offset"]])
    return {"dense": dense.numpy(), "offset": offset.numpy()}
