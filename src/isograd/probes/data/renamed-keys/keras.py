"""A checkpoint that says body is loaded into a model that says trunk."""

import keras
import numpy as np


# %% function
class Model(keras.Model):
    def __init__(self, name):
        super().__init__()
        layer = keras.layers.Dense(2, use_bias=False)
        layer.build((None, 2))
        setattr(self, name, layer)
        self.built = True


# %% ask
def ask(saved, scratch):
    old, new = Model("body"), Model("trunk")
    old.body.set_weights([np.array(saved)])
    old.save_weights(f"{scratch}/old.weights.h5")
    editor = keras.saving.KerasFileEditor(f"{scratch}/old.weights.h5")
    editor.rename_object("body", new_name="trunk")
    editor.save(f"{scratch}/new.weights.h5")
    new.load_weights(f"{scratch}/new.weights.h5")
    return {"trunk": new.trunk.get_weights()[0]}
