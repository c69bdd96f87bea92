"""Two layers, each moved by an optimizer of its own, in turns."""

import jax
import jax.numpy as jnp
import keras
import numpy as np
from keras.layers import Dense
from keras.optimizers import SGD


# %% model
def train(model, batches, slow, fast):
    def loss_fn(weights, x, target):
        made, _ = model.stateless_call(weights, [], x)
        return jnp.mean((made - target) ** 2)

    weights = [v.value for v in model.trainable_variables]
    optimizers = SGD(slow), SGD(fast, momentum=0.9)
    for optimizer, layer in zip(optimizers, model.layers):
        optimizer.build(layer.trainable_variables)
    slots = [[v.value for v in optimizer.variables] for optimizer in optimizers]
    for i, (x, target) in enumerate(batches):
        k = i % 2
        gradients = jax.grad(loss_fn)(weights, x, target)
        [weights[k]], slots[k] = optimizers[k].stateless_apply(
            slots[k], [gradients[k]], [weights[k]]
        )
    return weights


# %% ask
def ask(x, target, first, last, slow, fast):
    layers = [Dense(4, use_bias=False), Dense(2, use_bias=False)]
    model = keras.Sequential([keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    first, last = train(model, zip(jnp.array(x), jnp.array(target)), slow, fast)
    return {"first": first, "last": last}
