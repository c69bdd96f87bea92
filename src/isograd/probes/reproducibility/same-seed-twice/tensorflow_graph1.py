"""Train a small network with dropout twice from one seed, and once from another."""

import tensorflow as tf

v1 = tf.compat.v1


# %% ask
def train(seed, x, y):
    with tf.Graph().as_default():
        v1.set_random_seed(seed)
        w1 = v1.get_variable("w1", [4, 16], initializer=v1.random_normal_initializer())
        w2 = v1.get_variable("w2", [16, 1], initializer=v1.random_normal_initializer())
        hidden = v1.nn.dropout(tf.nn.relu(tf.constant(x) @ w1), rate=0.5)
        loss = tf.reduce_mean((hidden @ w2 - y) ** 2)
        step = v1.train.AdamOptimizer(0.01).minimize(loss)
        with v1.Session() as session:
            session.run(v1.global_variables_initializer())
            return [float(session.run([loss, step])[0]) for _ in range(20)]


def ask(seed, x, y):
    first, again = train(seed, x, y), train(seed, x, y)
    return {"first": first, "again": again, "other": train(seed + 1, x, y)}
