"""Adaptive halting in TensorFlow 2: Python's while, which AutoGraph turns into tf.while_loop."""

import tensorflow as tf


# %% data
def load(x, y):
    return tf.constant(x), tf.constant(y)


# %% model
LIMIT = 12  # iterations at most


class Halting(tf.keras.Model):
    def __init__(self):
        super().__init__()
        bias = tf.keras.initializers.Constant(-1.5)
        self.inputs_to = tf.keras.layers.Dense(8, name="input")
        self.recurrent = tf.keras.layers.Dense(8, use_bias=False, name="recurrent")
        self.halt = tf.keras.layers.Dense(1, "sigmoid", bias_initializer=bias, name="halt")
        self.read_out = tf.keras.layers.Dense(1, name="output")

    def forward(self, x):  # AutoGraph converts it; Keras would keep it from converting call
        inputs = self.inputs_to(x)
        state, mean = tf.zeros_like(inputs), tf.zeros_like(inputs)
        left = tf.ones_like(inputs[:, :1])  # of the weight that each example shares out
        ponder, iterations = tf.zeros_like(left), tf.zeros_like(left, tf.int64)
        count = 0
        while count < LIMIT and tf.reduce_any(left > 0):
            # XLA keeps what the gradient needs in arrays of fixed size.
            tf.autograph.experimental.set_loop_options(maximum_iterations=LIMIT)
            state = tf.tanh(inputs + self.recurrent(state))
            halt = self.halt(state)
            weight = tf.where(left - halt > 0.01, halt, left)  # the last takes what is left
            mean += weight * state
            ponder += left
            iterations += tf.cast(left > 0, tf.int64)
            left -= weight
            count += 1
        return self.read_out(mean), ponder, iterations


# %% loss
def loss_fn(predicted, ponder, y):
    return tf.reduce_mean((predicted - y) ** 2) + tf.reduce_mean(ponder) / 64


# %% step
def build():
    model = Halting()
    model.forward(tf.zeros([1, 4]))  # creates the weights
    return model, tf.keras.optimizers.SGD(learning_rate=0.25)


def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        predicted, ponder, _ = model.forward(x)
        loss = loss_fn(predicted, ponder, y)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% loop
def predict(model, x):
    predicted, _, iterations = model.forward(x)
    return predicted, iterations


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
