"""A placeholder and its square, in a graph, as TensorFlow 1 wrote it."""

import tensorflow as tf


# %% ask
def ask(values):
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [None, 10])  # <-
        y = tf.square(x)
    with tf.Session(graph=graph) as session:
        return {"y": session.run(y, feed_dict={x: values})}
