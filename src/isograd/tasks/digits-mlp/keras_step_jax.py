"""Handwritten digits in Keras with a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
WIDTH = 128  # hidden units


def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(64,)),
            keras.layers.Dense(WIDTH, activation="relu", name="hidden"),
            keras.layers.Dense(10, name="output"),
        ]
    )


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.Adam(learning_rate=1e-3, epsilon=1e-8)
    optimizer.build(model.trainable_variables)
    state = (
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables],
        [v.value for v in optimizer.variables],
    )
    return model, optimizer, state


def compute_loss(trainable, non_trainable, model, x, y):
    y_pred, non_trainable = model.stateless_call(trainable, non_trainable, x, training=True)
    return loss_fn(y, y_pred), non_trainable


@partial(jax.jit, static_argnames=("model", "optimizer"))
def step(model, optimizer, state, x, y):
    trainable, non_trainable, slots = state
    grad_fn = jax.value_and_grad(compute_loss, has_aux=True)
    (loss, non_trainable), grads = grad_fn(trainable, non_trainable, model, x, y)
    trainable, slots = optimizer.stateless_apply(slots, grads, trainable)
    return (trainable, non_trainable, slots), loss


# %% loop
@partial(jax.jit, static_argnames="model")
def predict(model, state, x):
    trainable, non_trainable, _ = state
    logits, _ = model.stateless_call(trainable, non_trainable, x, training=False)
    return logits


def train(model, optimizer, state, batches):
    for i, (x, y) in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
