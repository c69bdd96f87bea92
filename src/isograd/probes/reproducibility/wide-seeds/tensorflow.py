"""Draw from two seeds that agree in their lowest 32 bits."""

import tensorflow as tf


# %% function
def draw(seed):
    tf.random.set_seed(seed)
    return tf.random.uniform([20]).numpy()


# %% ask
def ask(seeds):
    return {"draws": [draw(seed) for seed in seeds]}
