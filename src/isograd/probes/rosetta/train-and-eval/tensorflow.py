"""Training and evaluation."""

import tensorflow as tf

# %% snippet
model = tf.keras.layers.Dropout(0.5)


def in_training(x):
    return model(x, training=True)


def in_evaluation(x):
    return model(x, training=False)


# %% ask
def ask(count):
    x = tf.ones(count)
    trained, evaluated = in_training(x).numpy(), in_evaluation(x).numpy()
    dropped = int((trained == 0).any())
    return {"in_evaluation": evaluated.sum(), "scaled_by": trained.max(), "some_dropped": dropped}
