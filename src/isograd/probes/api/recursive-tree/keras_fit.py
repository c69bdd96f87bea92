"""A binary tree, whose nodes are computed by recursion."""

import keras
import numpy as np
from keras import ops


# %% model
class Tree(keras.Model):
    def __init__(self, w):
        super().__init__()
        self.w = self.add_weight(shape=[len(w)])
        self.w.assign(w)

    def node(self, x, i):
        if 2 * i + 1 >= self.w.shape[0]:  # a leaf
            return ops.tanh(self.w[i] * x)
        return ops.tanh(self.w[i] * (self.node(x, 2 * i + 1) + self.node(x, 2 * i + 2)))

    def call(self, x):
        return self.node(x, 0)


# %% ask
def ask(w, x):
    return {"root": Tree(w).predict(np.array([x]), verbose=0)[0]}
