"""How many rows the gradient of an embedding table holds."""

import keras
import tensorflow as tf


# %% ask
def ask(rows, words):
    embedding = keras.layers.Embedding(rows, 4)
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(embedding(tf.constant(words)))
    gradient = tape.gradient(y, embedding.embeddings.value)
    held = gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient
    return {"held": len(held), "total": tf.reduce_sum(held).numpy()}
