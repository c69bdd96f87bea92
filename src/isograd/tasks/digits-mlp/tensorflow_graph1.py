"""Handwritten digits in TensorFlow 1: build a graph once, then run it in a session."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, y):
    return x, y  # placeholders are fed with NumPy arrays


# %% model
WIDTH = 128  # hidden units


def dense(x, units, name):
    with tf.variable_scope(name):
        kernel = tf.get_variable("kernel", [x.shape[1], units], x.dtype)
        bias = tf.get_variable("bias", [units], x.dtype, tf.zeros_initializer())
    return tf.matmul(x, kernel) + bias


def mlp(x):
    return dense(tf.nn.relu(dense(x, WIDTH, "hidden")), 10, "output")


# %% loss
def loss_fn(logits, y):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits)
    return tf.reduce_mean(losses)


# %% step
def build():
    with tf.Graph().as_default():
        x = tf.placeholder(dtype, [None, 64], name="x")
        y = tf.placeholder(tf.int64, [None], name="y")
        logits = tf.identity(mlp(x), name="logits")
        loss = tf.identity(loss_fn(logits, y), name="loss")
        tf.train.AdamOptimizer(1e-3).minimize(loss, name="train")
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
    return session.run("logits:0", feed_dict={"x:0": x})


def train(session, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(session, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
