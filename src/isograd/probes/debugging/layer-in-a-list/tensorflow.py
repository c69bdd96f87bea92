"""Keep layers in a plain list of a tf.Module, train for one step, and count those that moved."""

import tensorflow as tf


# %% model
class Model(tf.Module):
    def __init__(self, layers, width):
        super().__init__()
        shape = [width, width]
        self.hidden = [tf.Variable(tf.random.normal(shape)) for _ in range(layers)]  # <-
        self.last = tf.Variable(tf.random.normal([width, 1]))

    def __call__(self, x):
        for w in self.hidden:
            x = x @ w
        return x @ self.last


# %% ask
def ask(layers, width):
    model = Model(layers, width)
    before = [w.numpy() for w in model.hidden]
    optimizer = tf.keras.optimizers.SGD(0.1)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(tf.ones([4, width])))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    moved = [(old != w.numpy()).any() for old, w in zip(before, model.hidden)]
    return {"moved": sum(moved)}
