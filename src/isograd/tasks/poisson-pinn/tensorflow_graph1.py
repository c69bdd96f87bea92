"""Poisson's equation by a network in TensorFlow 1: tf.gradients of tf.gradients in one graph."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, f, x_b, u_b):
    return x, f, x_b, u_b  # placeholders are fed with NumPy arrays


# %% model
WIDTH = 16  # units of each hidden layer


def dense(x, units, name):
    with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
        kernel = tf.get_variable("kernel", [x.shape[1], units], x.dtype)
        bias = tf.get_variable("bias", [units], x.dtype, tf.zeros_initializer())
    return tf.matmul(x, kernel) + bias


def mlp(x):
    x = tf.tanh(dense(x, WIDTH, "hidden_1"))
    x = tf.tanh(dense(x, WIDTH, "hidden_2"))
    return dense(x, 1, "output")


# %% loss
def laplacian(u, x):
    (du,) = tf.gradients(u, x)  # [batch, 2]
    second = [tf.gradients(du[:, i], x)[0][:, i] for i in range(2)]
    return tf.expand_dims(tf.add_n(second), 1)


def loss_fn(u, x, f, at_boundary, u_b):
    residual = -laplacian(u, x) - f
    misfit = at_boundary - u_b
    return tf.reduce_mean(tf.square(residual)) + 100 * tf.reduce_mean(tf.square(misfit))


# %% step
def build():
    with tf.Graph().as_default():
        x = tf.placeholder(dtype, [None, 2], name="x")
        f = tf.placeholder(dtype, [None, 1], name="f")
        x_b = tf.placeholder(dtype, [None, 2], name="x_b")
        u_b = tf.placeholder(dtype, [None, 1], name="u_b")
        u = tf.identity(mlp(x), name="u")
        loss = tf.identity(loss_fn(u, x, f, mlp(x_b), u_b), name="loss")
        tf.train.AdamOptimizer(1e-2).minimize(loss, name="train")
        session = tf.Session()
        session.run(tf.global_variables_initializer())
    return session


def feed(x, f, x_b, u_b):
    return {"x:0": x, "f:0": f, "x_b:0": x_b, "u_b:0": u_b}


def step(session, x, f, x_b, u_b):
    _, loss = session.run(["train", "loss:0"], feed_dict=feed(x, f, x_b, u_b))
    return loss


# %% loop
def predict(session, x):
    return session.run("u:0", feed_dict={"x:0": x})


def train(session, batches):
    for i, batch in enumerate(batches):
        loss = step(session, *load(*batch))
        print(f"step {i + 1}: loss {loss:.4f}")
