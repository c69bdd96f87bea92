"""An embedding and an output layer that share their weight."""

import numpy as np
import tensorflow as tf


# %% model
class Tied(tf.keras.Model):
    def __init__(self, words, size):
        super().__init__()
        self.embed = tf.keras.layers.Embedding(words, size)

    def call(self, ids):
        return tf.matmul(self.embed(ids), self.embed.embeddings, transpose_b=True)


# %% ask
def ask(table, ids, rate):
    model = Tied(len(table), len(table[0]))
    model(tf.constant(ids))
    model.set_weights([np.array(table)])
    optimizer = tf.keras.optimizers.SGD(rate)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(tf.constant(ids)) ** 2)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return {"table": model.get_weights()[0], "parameters": model.count_params()}
