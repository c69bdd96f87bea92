"""Adaptive halting in TensorFlow 1: tf.while_loop is a part of the graph."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, y):
    return x, y  # placeholders are fed with NumPy arrays


# %% model
LIMIT = 12  # iterations at most


def create_variables():
    return {
        "input/kernel": tf.get_variable("input/kernel", [4, 8], dtype),
        "input/bias": tf.get_variable("input/bias", [8], dtype, tf.zeros_initializer()),
        "recurrent/kernel": tf.get_variable("recurrent/kernel", [8, 8], dtype),
        "halt/kernel": tf.get_variable("halt/kernel", [8, 1], dtype),
        "halt/bias": tf.get_variable("halt/bias", [1], dtype, tf.constant_initializer(-1.5)),
        "output/kernel": tf.get_variable("output/kernel", [8, 1], dtype),
        "output/bias": tf.get_variable("output/bias", [1], dtype, tf.zeros_initializer()),
    }


def halting(x):
    v = create_variables()  # before the loop: what is made inside belongs to the loop
    inputs = tf.matmul(x, v["input/kernel"]) + v["input/bias"]

    def goes_on(state, mean, left, ponder, iterations):
        return tf.reduce_any(left > 0)

    def iterate(state, mean, left, ponder, iterations):
        state = tf.tanh(inputs + tf.matmul(state, v["recurrent/kernel"]))
        halt = tf.sigmoid(tf.matmul(state, v["halt/kernel"]) + v["halt/bias"])
        weight = tf.where(left - halt > 0.01, halt, left)  # the last takes what is left
        iterations += tf.cast(left > 0, tf.int64)
        return state, mean + weight * state, left - weight, ponder + left, iterations

    zeros, left = tf.zeros_like(inputs), tf.ones_like(x[:, :1])
    start = (zeros, zeros, left, tf.zeros_like(left), tf.zeros_like(left, tf.int64))
    end = tf.while_loop(goes_on, iterate, start, maximum_iterations=LIMIT)
    _, mean, _, ponder, iterations = end
    return tf.matmul(mean, v["output/kernel"]) + v["output/bias"], ponder, iterations


# %% loss
def loss_fn(predicted, ponder, y):
    return tf.reduce_mean(tf.squared_difference(predicted, y)) + tf.reduce_mean(ponder) / 64


# %% step
def build():
    with tf.Graph().as_default():
        x = tf.placeholder(dtype, [None, 4], name="x")
        y = tf.placeholder(dtype, [None, 1], name="y")
        predicted, ponder, iterations = halting(x)
        tf.identity(predicted, name="predicted")
        tf.identity(iterations, name="iterations")
        loss = tf.identity(loss_fn(predicted, ponder, y), name="loss")
        tf.train.GradientDescentOptimizer(0.25).minimize(loss, name="train")
        session = tf.Session()
        session.run(tf.global_variables_initializer())
    return session


def feed(x, y):
    return {"x:0": x, "y:0": y}


def step(session, x, y):
    _, loss = session.run(["train", "loss:0"], feed_dict=feed(x, y))
    return loss


# %% loop
def predict(session, x):
    return session.run(["predicted:0", "iterations:0"], feed_dict={"x:0": x})


def train(session, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(session, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
