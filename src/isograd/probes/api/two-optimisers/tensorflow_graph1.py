"""Two layers, each moved by an optimizer of its own, in turns, in a graph."""

import numpy as np
import tensorflow.compat.v1 as tf
from tensorflow.compat.v1.train import GradientDescentOptimizer, MomentumOptimizer


# %% model
def train(first, last, batches, slow, fast):
    x, target = tf.placeholder(tf.float32, [5, 3]), tf.placeholder(tf.float32, [5, 2])
    loss = tf.reduce_mean((x @ first @ last - target) ** 2)
    turns = [
        GradientDescentOptimizer(slow).minimize(loss, var_list=[first]),
        MomentumOptimizer(fast, 0.9).minimize(loss, var_list=[last]),
    ]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for i, (batch, wanted) in enumerate(batches):
            session.run(turns[i % 2], {x: batch, target: wanted})
        return session.run([first, last])


# %% ask
def ask(x, target, first, last, slow, fast):
    with tf.Graph().as_default():
        first, last = (
            tf.Variable(np.array(w, "float32"), use_resource=True) for w in (first, last)
        )
        first, last = train(first, last, zip(x, target), slow, fast)
    return {"first": first, "last": last}
