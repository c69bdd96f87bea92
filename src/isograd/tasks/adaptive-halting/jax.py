"""Adaptive halting in JAX without compilation: Python's own while, which jax.grad looks through."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
LIMIT = 12  # iterations at most


def init(key):
    keys = jax.random.split(key, 4)
    draw = jax.nn.initializers.lecun_normal()
    return {
        "input": {"w": draw(keys[0], (4, 8)), "b": jnp.zeros(8)},
        "recurrent": {"w": draw(keys[1], (8, 8))},
        "halt": {"w": draw(keys[2], (8, 1)), "b": jnp.full(1, -1.5)},
        "output": {"w": draw(keys[3], (8, 1)), "b": jnp.zeros(1)},
    }


def iterate(params, inputs, state, left):
    state = jnp.tanh(inputs + state @ params["recurrent"]["w"])
    halt = jax.nn.sigmoid(state @ params["halt"]["w"] + params["halt"]["b"])
    weight = jnp.where(left - halt > 0.01, halt, left)  # the last iteration takes what is left
    return state, weight


def forward(params, x):
    inputs = x @ params["input"]["w"] + params["input"]["b"]
    state = mean = jnp.zeros_like(inputs)
    left = jnp.ones((len(x), 1))  # of the weight that each example shares out
    ponder, iterations = jnp.zeros_like(left), jnp.zeros(left.shape, int)
    count = 0
    while count < LIMIT and jnp.any(left > 0):
        state, weight = iterate(params, inputs, state, left)
        mean += weight * state
        ponder += left
        iterations += left > 0
        left -= weight
        count += 1
    return mean @ params["output"]["w"] + params["output"]["b"], ponder, iterations


# %% loss
def loss_fn(params, x, y):
    predicted, ponder, _ = forward(params, x)
    return jnp.mean((predicted - y) ** 2) + jnp.mean(ponder) / 64


# %% step
optimizer = optax.sgd(0.25)


def build():
    params = init(jax.random.key(0))
    return params, optimizer.init(params)


def step(params, opt_state, x, y):
    loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return optax.apply_updates(params, updates), opt_state, loss


# %% loop
def predict(params, x):
    predicted, _, iterations = forward(params, x)
    return predicted, iterations


def train(params, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        params, opt_state, loss = step(params, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return params, opt_state
