"""A body of two columns is loaded into a model with a body of three."""

import tensorflow as tf


# %% function
class Model(tf.Module):
    def __init__(self, **weights):
        super().__init__()
        for name, weight in weights.items():
            setattr(self, name, tf.Variable(weight))


# %% ask
def ask(body, head, scratch):
    file = tf.train.Checkpoint(Model(body=body)).write(f"{scratch}/weights")
    model = Model(body=[[*row, 0.0] for row in head])
    tf.train.Checkpoint(model).read(file)
    return {"body": model.body.numpy()}
