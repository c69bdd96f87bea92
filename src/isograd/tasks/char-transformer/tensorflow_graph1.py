"""A causal character transformer in TensorFlow 1: a graph of variables, run in a session."""

import numpy as np
import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, y):
    return x, y  # placeholders are fed with NumPy arrays


# %% model
def dense(x, units, name):
    with tf.variable_scope(name):
        kernel = tf.get_variable("kernel", [x.shape[-1], units], x.dtype)
        bias = tf.get_variable("bias", [units], x.dtype, tf.zeros_initializer())
    return tf.tensordot(x, kernel, 1) + bias


def norm(x, name):
    with tf.variable_scope(name):
        scale = tf.get_variable("scale", [32], x.dtype, tf.ones_initializer())
        bias = tf.get_variable("bias", [32], x.dtype, tf.zeros_initializer())
    mean, variance = tf.nn.moments(x, axes=[-1], keepdims=True)
    return tf.nn.batch_normalization(x, mean, variance, bias, scale, 1e-5)


def gelu(x):
    return 0.5 * x * (1 + tf.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x * x * x)))


def attention(x):
    def projected(name, given):
        return tf.tensordot(given, tf.get_variable(name, [32, 32], x.dtype), 1)

    def heads(name):  # [batch, head, time, 16]
        return tf.transpose(tf.reshape(projected(name, x), [-1, 16, 2, 16]), [0, 2, 1, 3])

    with tf.variable_scope("attention"):
        scores = tf.matmul(heads("query"), heads("key"), transpose_b=True) / 4  # √16
        causal = tf.linalg.band_part(tf.ones([16, 16], tf.bool), -1, 0)
        weights = tf.nn.softmax(tf.where_v2(causal, scores, x.dtype.min))
        made = tf.transpose(tf.matmul(weights, heads("value")), [0, 2, 1, 3])
        return projected("output", tf.reshape(made, [-1, 16, 32]))


def transformer(x):  # [batch, time] of tokens -> [batch, time, vocabulary]
    token = tf.get_variable("token", [141, 32], dtype)
    position = tf.get_variable("position", [16, 32], dtype)
    x = tf.nn.embedding_lookup(token, x) + position
    x = x + attention(norm(x, "attention_norm"))
    hidden = gelu(dense(norm(x, "mlp_norm"), 128, "expand"))
    x = x + dense(hidden, 32, "contract")
    return dense(norm(x, "final_norm"), 141, "head")


# %% loss
def loss_fn(logits, y):
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))


# %% step
def minimize(loss):
    """AdamW with clipping: TensorFlow 1 has Adam, the decay is written beside it."""
    variables = tf.trainable_variables()
    # Dense, since tf.global_norm would count each row of a lookup apart, also one that repeats.
    gradients = [tf.convert_to_tensor(g) for g in tf.gradients(loss, variables)]
    clipped, _ = tf.clip_by_global_norm(gradients, 1.0)
    count = tf.train.get_or_create_global_step()
    rate = tf.cast(tf.minimum(count + 1, 8), dtype) / 1024  # the warm-up
    with tf.control_dependencies(clipped):
        decayed = [tf.assign_sub(v, v * rate / 64) for v in variables]
    with tf.control_dependencies(decayed):
        optimizer = tf.train.AdamOptimizer(rate, epsilon=1e-6)
        return optimizer.apply_gradients(zip(clipped, variables), count, name="train")


def build():
    with tf.Graph().as_default():
        x = tf.placeholder(tf.int64, [None, 16], name="x")
        y = tf.placeholder(tf.int64, [None, 16], name="y")
        logits = tf.identity(transformer(x), name="logits")
        tf.argmax(logits[:, -1:], axis=-1, name="next")
        minimize(tf.identity(loss_fn(logits, y), name="loss"))
        session = tf.Session()
        session.run(tf.global_variables_initializer())
    return session


def feed(x, y):
    return {"x:0": x, "y:0": y}


def step(session, x, y):
    _, loss = session.run(["train", "loss:0"], feed_dict=feed(x, y))
    return loss


# %% loop
def predict(session, prompt):
    text = prompt
    for _ in range(24):
        token = session.run("next:0", {"x:0": text[:, -16:]})
        text = np.concatenate([text, token], axis=1)
    return text[:, 16:], session.run("logits:0", {"x:0": prompt})


def train(session, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(session, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
