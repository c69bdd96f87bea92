"""Adaptive halting in JAX under jit: all iterations to train, with halted examples masked, since
reverse mode cannot go through lax.while_loop; a while_loop to predict."""

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


def iterate(params, inputs, carry):
    state, mean, left, ponder, iterations = carry
    state = jnp.tanh(inputs + state @ params["recurrent"]["w"])
    halt = jax.nn.sigmoid(state @ params["halt"]["w"] + params["halt"]["b"])
    weight = jnp.where(left - halt > 0.01, halt, left)  # nothing once an example has halted
    return state, mean + weight * state, left - weight, ponder + left, iterations + (left > 0)


def masked_loop(body, carry):
    return jax.lax.fori_loop(0, LIMIT, lambda _, carry: body(carry), carry)


def while_loop(body, carry):
    def goes_on(carry):
        _, _, left, _, iterations = carry
        return jnp.all((left > 0) & (iterations < LIMIT))

    return jax.lax.while_loop(goes_on, body, carry)


def forward(params, x, loop):  # of one example; vmap adds the batch
    inputs = x @ params["input"]["w"] + params["input"]["b"]
    start = (*jnp.zeros((2, 8)), jnp.ones(1), jnp.zeros(1), jnp.zeros(1, int))
    carry = loop(lambda carry: iterate(params, inputs, carry), start)
    _, mean, _, ponder, iterations = carry
    return mean @ params["output"]["w"] + params["output"]["b"], ponder, iterations


# %% loss
def loss_fn(params, x, y):
    predicted, ponder, _ = jax.vmap(lambda x: forward(params, x, masked_loop))(x)
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
@jax.jit
def predict(params, x):
    predicted, _, iterations = jax.vmap(lambda x: forward(params, x, while_loop))(x)
    return predicted, iterations


def train(params, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        params, opt_state, loss = step(params, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return params, opt_state
