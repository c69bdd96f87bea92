"""Handwritten digits with a residual network in TensorFlow 1: a graph, run in a session."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, y):
    return x, y  # placeholders are fed with NumPy arrays


# %% model
def decay(kernel):
    return 5e-4 * tf.nn.l2_loss(kernel)  # half the sum of squares


def variable(name, shape, initializer=None):
    return tf.get_variable(name, shape, dtype, initializer, regularizer=decay)


def moving(name, shape, initializer, value):
    average = tf.get_variable(name, shape, dtype, initializer, trainable=False)
    update = tf.assign(average, 0.9 * average + 0.1 * value)
    tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, update)
    return average


def batch_norm(x, training):
    shape = [x.shape[-1]]
    gamma = variable("gamma", shape, tf.ones_initializer())
    beta = variable("beta", shape, tf.zeros_initializer())
    mean, variance = tf.nn.moments(x, [0, 1, 2])
    moving_mean = moving("moving_mean", shape, tf.zeros_initializer(), mean)
    moving_variance = moving("moving_variance", shape, tf.ones_initializer(), variance)
    mean = tf.where(training, mean, moving_mean)
    variance = tf.where(training, variance, moving_variance)
    return tf.nn.batch_normalization(x, mean, variance, beta, gamma, 1e-5)


def conv_norm(x, channels, training, name, size=3, stride=1):
    with tf.variable_scope(name):
        kernel = variable("kernel", [size, size, x.shape[-1], channels])
        # Zeros on every side. "SAME" with stride 2 would put them at the end only.
        edge = [size // 2, size // 2]
        x = tf.nn.conv2d(x, kernel, stride, [[0, 0], edge, edge, [0, 0]])
        return batch_norm(x, training)


def block(x, channels, training, name, stride=1):
    with tf.variable_scope(name):
        y = conv_norm(x, channels, training, "first", stride=stride)
        y = conv_norm(tf.nn.silu(y), channels, training, "second")
        if stride > 1:
            x = conv_norm(x, channels, training, "shortcut", size=1, stride=stride)
        return tf.nn.silu(y + x)


def resnet(x, training):
    x = x[..., tf.newaxis]  # [batch, height, width, channel]
    x = tf.nn.silu(conv_norm(x, 8, training, "stem", stride=2))
    x = block(x, 8, training, "block1")
    x = block(x, 16, training, "block2", stride=2)
    x = tf.reduce_mean(x, [1, 2])
    return tf.matmul(x, variable("output/kernel", [16, 10])) + variable("output/bias", [10])


# %% loss
def loss_fn(logits, y):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits)
    return tf.reduce_mean(losses)


# %% step
def build():
    with tf.Graph().as_default():
        x = tf.placeholder(dtype, [None, 8, 8], name="x")
        y = tf.placeholder(tf.int64, [None], name="y")
        training = tf.placeholder_with_default(True, [], name="training")
        logits = tf.identity(resnet(x, training), name="logits")
        loss = tf.identity(loss_fn(logits, y), name="loss")
        objective = loss + tf.losses.get_regularization_loss()
        done = tf.train.get_or_create_global_step()
        rate = tf.train.piecewise_constant(done, [2, 24], [0.0625, 0.03125, 0.015625])
        with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
            optimizer = tf.train.MomentumOptimizer(rate, 0.9)
            optimizer.minimize(objective, global_step=done, name="train")
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
    return session.run("logits:0", feed_dict={"x:0": x, "training:0": False})


def train(session, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(session, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
