"""Adaptive halting in Keras with compile and fit: a loop of fixed length, with halted examples
masked, which every backend can differentiate."""

import keras
from keras import ops


# %% data
def load(x, y):
    return x, y  # [steps * 16, …] each; fit cuts the batches


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

        def iterate(_, carry):
            state, mean, left, ponder, iterations = carry
            state = ops.tanh(inputs + self.recurrent(state))
            halt = self.halt(state)
            weight = ops.where(left - halt > 0.01, halt, left)  # nothing once one has halted
            iterations += ops.cast(left > 0, "int32")
            return state, mean + weight * state, left - weight, ponder + left, iterations

        zeros, column = ops.zeros_like(inputs), ops.zeros_like(inputs[:, :1])
        start = (zeros, zeros, column + 1, column, ops.cast(column, "int32"))
        _, mean, _, ponder, iterations = ops.fori_loop(0, LIMIT, iterate, start)
        return self.read_out(mean), ponder, iterations

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        predicted, ponder, _ = y_pred
        return loss_fn(y, predicted, ponder)


# %% loss
def loss_fn(y, predicted, ponder):
    return ops.mean((predicted - y) ** 2) + ops.mean(ponder) / 64


# %% step
def build():
    model = Halting()
    model(keras.Input([4]))  # creates the weights
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.25))
    return model


# %% loop
def predict(model, x):
    predicted, _, iterations = model.predict(x, verbose=0)
    return predicted, iterations


def train(model, x, y):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit(x, y, batch_size=16, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
