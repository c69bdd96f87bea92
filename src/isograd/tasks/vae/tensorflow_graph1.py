"""A variational autoencoder in TensorFlow 1: build a graph once, then run it in a session."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, noise):
    return x, noise  # placeholders are fed with NumPy arrays


# %% model
def dense(x, units, name):
    with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
        kernel = tf.get_variable("kernel", [x.shape[1], units], x.dtype)
        bias = tf.get_variable("bias", [units], x.dtype, tf.zeros_initializer())
    return tf.matmul(x, kernel) + bias


def encode(x):
    hidden = tf.tanh(dense(x, 32, "encoder"))
    return dense(hidden, 4, "mean"), dense(hidden, 4, "log_variance")


def decode(z):
    return dense(tf.tanh(dense(z, 32, "decoder")), 64, "pixels")


# %% loss
def loss_fn(x, logits, mean, log_variance):
    cross_entropy = tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=logits)
    kl = 0.5 * (mean**2 + tf.exp(log_variance) - 1 - log_variance)
    return tf.reduce_mean(tf.reduce_sum(cross_entropy, axis=1) + tf.reduce_sum(kl, axis=1))


# %% step
def build():
    with tf.Graph().as_default():
        x = tf.placeholder(dtype, [None, 64], name="x")
        noise = tf.placeholder(dtype, [None, 4], name="noise")
        mean, log_variance = encode(x)
        logits = decode(mean + tf.exp(log_variance / 2) * noise)
        loss = tf.identity(loss_fn(x, logits, mean, log_variance), name="loss")
        tf.sigmoid(decode(mean), name="probabilities")
        tf.train.AdamOptimizer(3e-3).minimize(loss, name="train")
        session = tf.Session()
        session.run(tf.global_variables_initializer())
    return session


def feed(x, noise):
    return {"x:0": x, "noise:0": noise}


def step(session, x, noise):
    _, loss = session.run(["train", "loss:0"], feed_dict=feed(x, noise))
    return loss


# %% loop
def predict(session, x):
    return session.run("probabilities:0", feed_dict={"x:0": x})


def train(session, batches):
    for i, (x, noise) in enumerate(batches):
        loss = step(session, *load(x, noise))
        print(f"step {i + 1}: loss {loss:.4f}")
