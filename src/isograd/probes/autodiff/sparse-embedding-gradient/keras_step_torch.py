"""How many rows the gradient of an embedding table holds."""

import keras
import torch


# %% ask
def ask(rows, words):
    embedding = keras.layers.Embedding(rows, 4)
    embedding(torch.tensor(words)).sum().backward()
    gradient = embedding.embeddings.value.grad
    held = gradient.coalesce().values() if gradient.is_sparse else gradient
    return {"held": len(held), "total": gradient.sum().item()}
