"""Adaptive halting in Keras with a training step in TensorFlow."""

import keras
import tensorflow as tf
from keras import ops


# %% data
def load(x, y):
    return tf.constant(x), tf.constant(y)


# %% model
LIMIT = 12  # iterations at most


class Halting(keras.Model):
    def __init__(self):
        super().__init__()
        bias = keras.initializers.Constant(-1.5)
        self.read_in = keras.layers.Dense(8, name="input")
        self.recurrent = keras.layers.Dense(8, use_bias=False, name="recurrent")
        self.halt = keras.layers.Dense(1, "sigmoid", bias_initializer=bias, name="halt")
        self.read_out = keras.layers.Dense(1, name="output")

    def call(self, x):
        inputs = self.read_in(x)

        def goes_on(state, mean, left, ponder, iterations):
            return ops.any(left > 0)

        def iterate(state, mean, left, ponder, iterations):
            state = ops.tanh(inputs + self.recurrent(state))
            halt = self.halt(state)
            weight = ops.where(left - halt > 0.01, halt, left)  # the last takes what is left
            iterations += ops.cast(left > 0, "int32")
            return state, mean + weight * state, left - weight, ponder + left, iterations

        zeros, column = ops.zeros_like(inputs), ops.zeros_like(inputs[:, :1])
        start = (zeros, zeros, column + 1, column, ops.cast(column, "int32"))
        end = ops.while_loop(goes_on, iterate, start, maximum_iterations=LIMIT)
        _, mean, _, ponder, iterations = end
        return self.read_out(mean), ponder, iterations


# %% loss
def loss_fn(y, predicted, ponder):
    return ops.mean((predicted - y) ** 2) + ops.mean(ponder) / 64


# %% step
def build():
    model = Halting()
    model(keras.Input([4]))  # creates the weights
    return model, keras.optimizers.SGD(learning_rate=0.25)


@tf.function
def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        predicted, ponder, _ = model(x)
        loss = loss_fn(y, predicted, ponder)
    gradients = tape.gradient(loss, model.trainable_weights)
    optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
@tf.function
def predict(model, x):
    predicted, _, iterations = model(x)
    return predicted, iterations


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
