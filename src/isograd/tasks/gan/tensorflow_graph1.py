"""A generative adversarial network in TensorFlow 1: one graph, a training operation per network."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(real, noise):
    return real, noise  # placeholders are fed with NumPy arrays


# %% model
def dense(x, units, name):
    with tf.variable_scope(name):
        kernel = tf.get_variable("kernel", [x.shape[1], units], x.dtype)
        bias = tf.get_variable("bias", [units], x.dtype, tf.zeros_initializer())
    return tf.matmul(x, kernel) + bias


def network(x, outputs, name):
    with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
        x = tf.tanh(dense(x, 16, "first"))
        x = tf.tanh(dense(x, 16, "second"))
        return dense(x, outputs, "last")


# %% loss
def cross_entropy(labels, logits):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits))


def discriminator_loss(real_logits, fake_logits):
    real_loss = cross_entropy(tf.ones_like(real_logits), real_logits)
    return real_loss + cross_entropy(tf.zeros_like(fake_logits), fake_logits)


def generator_loss(fake_logits):
    return cross_entropy(tf.ones_like(fake_logits), fake_logits)


# %% step
def minimize(loss, network, name):
    """An Adam of its own for ``network``; var_list is where the gradient stops."""
    optimizer = tf.train.AdamOptimizer(2e-4, beta1=0.5)
    optimizer.minimize(loss, var_list=tf.trainable_variables(network), name=name)


def build():
    with tf.Graph().as_default():
        real = tf.placeholder(dtype, [None, 2], name="real")
        noise = tf.placeholder(dtype, [None, 4], name="noise")
        fake = tf.identity(network(noise, 2, "generator"), name="points")
        real_logits = network(real, 1, "discriminator")
        fake_logits = network(fake, 1, "discriminator")
        loss_d = tf.identity(discriminator_loss(real_logits, fake_logits), name="loss_d")
        loss_g = tf.identity(generator_loss(fake_logits), name="loss_g")
        minimize(loss_d, "discriminator", name="train_d")
        minimize(loss_g, "generator", name="train_g")
        session = tf.Session()
        session.run(tf.global_variables_initializer())
    return session


def feed(real, noise):
    return {"real:0": real, "noise:0": noise}


def step(session, real, noise):
    _, loss_d = session.run(["train_d", "loss_d:0"], feed_dict=feed(real, noise))
    # A run of its own: the generator's loss is that of the discriminator as just updated.
    _, loss_g = session.run(["train_g", "loss_g:0"], feed_dict=feed(real, noise))
    return loss_d, loss_g


# %% loop
def predict(session, noise):
    return session.run("points:0", feed_dict={"noise:0": noise})


def train(session, batches):
    for i, (real, noise) in enumerate(batches):
        loss_d, loss_g = step(session, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
