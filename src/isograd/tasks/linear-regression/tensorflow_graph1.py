"""Linear regression in TensorFlow 1: build a graph once, then run it in a session."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, y):
    return x, y  # placeholders are fed with NumPy arrays


# %% model
def dense(x, units, name):
    with tf.variable_scope(name):
        kernel = tf.get_variable("kernel", [x.shape[1], units], x.dtype)
        bias = tf.get_variable("bias", [units], x.dtype, tf.zeros_initializer())
    return tf.matmul(x, kernel) + bias


def predict(x):
    return dense(x, 1, "linear")


# %% loss
def loss_fn(prediction, y):
    return tf.reduce_mean(tf.square(prediction - y))


# %% step
def build():
    with tf.Graph().as_default():
        x = tf.placeholder(dtype, [None, 1], name="x")
        y = tf.placeholder(dtype, [None, 1], name="y")
        loss = tf.identity(loss_fn(predict(x), y), name="loss")
        tf.train.GradientDescentOptimizer(0.1).minimize(loss, name="train")
        session = tf.Session()
        session.run(tf.global_variables_initializer())
    return session


def feed(x, y):
    return {"x:0": x, "y:0": y}


def step(session, x, y):
    _, loss = session.run(["train", "loss:0"], feed_dict=feed(x, y))
    return loss


# %% loop
def train(session, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(session, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
