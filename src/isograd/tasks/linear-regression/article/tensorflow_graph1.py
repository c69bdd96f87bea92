"""Linear regression in TensorFlow 1, on a fresh random batch at every step."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def batches(steps, seed):
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(seed)
        x = tf.random_normal([32, 1], dtype=dtype)
        y = 3 * x + 1
        for _ in range(steps):
            yield session.run([x, y])


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
        tf.set_random_seed(0)
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
def train(session, steps=100, seed=0):
    for x, y in batches(steps, seed):
        step(session, x, y)
    w, b = session.run(["linear/kernel:0", "linear/bias:0"])
    print(f"w = {w.item():.4f}, b = {b.item():.4f}")
