"""Matrix factorisation in TensorFlow 1: build a graph once, then run it in a session."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(user, item, rating):
    return user, item, rating  # placeholders are fed with NumPy arrays


# %% model
def embedding(ids, rows, name):
    with tf.variable_scope(name):
        factors = tf.get_variable("factors", [rows, 4], dtype)
        bias = tf.get_variable("bias", [rows, 1], dtype, tf.zeros_initializer())
    return tf.nn.embedding_lookup(factors, ids), tf.nn.embedding_lookup(bias, ids)


def factorisation(user, item):
    user_factors, user_bias = embedding(user, 50, "user")
    item_factors, item_bias = embedding(item, 40, "item")
    product = tf.reduce_sum(user_factors * item_factors, axis=1, keepdims=True)
    return product + user_bias + item_bias


# %% loss
def loss_fn(predicted, rating):
    return tf.reduce_mean(tf.squared_difference(predicted, rating))


# %% step
def build():
    with tf.Graph().as_default():
        user = tf.placeholder(tf.int64, [None], name="users")
        item = tf.placeholder(tf.int64, [None], name="items")
        rating = tf.placeholder(dtype, [None, 1], name="ratings")
        predicted = tf.identity(factorisation(user, item), name="predicted")
        loss = tf.identity(loss_fn(predicted, rating), name="loss")
        tf.train.GradientDescentOptimizer(2.0).minimize(loss, name="train")
        session = tf.Session()
        session.run(tf.global_variables_initializer())
    return session


def feed(user, item, rating):
    return {"users:0": user, "items:0": item, "ratings:0": rating}


def step(session, user, item, rating):
    _, loss = session.run(["train", "loss:0"], feed_dict=feed(user, item, rating))
    return loss


# %% loop
def predict(session, user, item):
    return session.run("predicted:0", feed_dict={"users:0": user, "items:0": item})


def train(session, batches):
    for i, (user, item, rating) in enumerate(batches):
        loss = step(session, *load(user, item, rating))
        print(f"step {i + 1}: loss {loss:.4f}")
