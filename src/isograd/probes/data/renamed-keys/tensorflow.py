"""A checkpoint that says body is loaded into a model that says trunk."""

import tensorflow as tf


# %% function
class Model(tf.Module):
    def __init__(self, name):
        super().__init__()
        setattr(self, name, tf.Variable(tf.zeros((2, 2))))


# %% ask
def ask(saved, scratch):
    old, new = Model("body"), Model("trunk")
    old.body.assign(saved)
    file = tf.train.Checkpoint(old).write(f"{scratch}/weights")
    tf.train.Checkpoint(body=new.trunk).read(file).assert_consumed()
    return {"trunk": new.trunk.numpy()}
