"""Next characters of verse with an LSTM in JAX: a step that jit compiles, with a scan over time."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
def init(key):
    keys = jax.random.split(key, 4)
    draw = jax.nn.initializers.lecun_normal()
    return {
        "embedding": jax.random.normal(keys[0], (164, 12)),
        "lstm": {
            "wx": draw(keys[1], (12, 64)),
            "wh": draw(keys[2], (16, 64)),
            "b": jnp.zeros(64),
        },
        "output": {"w": draw(keys[3], (16, 164)), "b": jnp.zeros(164)},
    }


def lstm(params, x, state):
    def cell(state, x):
        h, c = state
        i, f, g, o = jnp.split(x @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=-1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    state, hidden = jax.lax.scan(cell, state, x.swapaxes(0, 1))  # over time
    return hidden.swapaxes(0, 1), state


def forward(params, x):
    state = (jnp.zeros((len(x), 16)), jnp.zeros((len(x), 16)))
    logits = []
    for window in jnp.split(params["embedding"][x], 3, axis=1):
        hidden, state = lstm(params["lstm"], window, jax.lax.stop_gradient(state))
        logits.append(hidden @ params["output"]["w"] + params["output"]["b"])
    return jnp.concatenate(logits, axis=1)  # [batch, time, class]


def predict(params, x):
    return forward(params, x)


# %% loss
def loss_fn(params, x, y):
    losses = optax.softmax_cross_entropy_with_integer_labels(forward(params, x), y)
    return losses.mean(where=y != 0)


# %% step
optimizer = optax.sgd(2.0)


def build():
    params = init(jax.random.key(0))
    return params, optimizer.init(params)


def step(params, opt_state, x, y):
    loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return optax.apply_updates(params, updates), opt_state, loss


# %% loop
def train(params, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        params, opt_state, loss = step(params, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return params, opt_state
