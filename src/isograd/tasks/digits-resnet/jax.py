"""Handwritten digits with a residual network in JAX: pure functions, one step at a time."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
def init(key):
    draw, keys = jax.nn.initializers.lecun_normal(), iter(jax.random.split(key, 7))

    def layer(size, before, after):
        kernel = draw(next(keys), (size, size, before, after))  # [height, width, in, out]
        return {"kernel": kernel, "scale": jnp.ones(after), "shift": jnp.zeros(after)}

    params = {
        "stem": layer(3, 1, 8),
        "block1": {"first": layer(3, 8, 8), "second": layer(3, 8, 8)},
        "block2": {
            "first": layer(3, 8, 16),
            "second": layer(3, 16, 16),
            "shortcut": layer(1, 8, 16),
        },
        "output": {"w": draw(next(keys), (16, 10)), "b": jnp.zeros(10)},
    }

    def fresh(layer):
        return {"mean": jnp.zeros_like(layer["shift"]), "var": jnp.ones_like(layer["scale"])}

    convolutions = {name: params[name] for name in ("stem", "block1", "block2")}
    return params, jax.tree.map(fresh, convolutions, is_leaf=lambda node: "kernel" in node)


def conv_norm(params, stats, x, training, stride=1):
    # Zeros on every side. "SAME" with stride 2 would put them at the end only.
    edge = len(params["kernel"]) // 2
    padding, layout = [(edge, edge)] * 2, ("NHWC", "HWIO", "NHWC")
    x = jax.lax.conv_general_dilated(
        x, params["kernel"], (stride, stride), padding, dimension_numbers=layout
    )
    if training:
        mean, var = x.mean((0, 1, 2)), x.var((0, 1, 2))
        stats = {
            "mean": 0.9 * stats["mean"] + 0.1 * mean,
            "var": 0.9 * stats["var"] + 0.1 * var,
        }
    else:
        mean, var = stats["mean"], stats["var"]
    x = (x - mean) * jax.lax.rsqrt(var + 1e-5)
    return x * params["scale"] + params["shift"], stats


def block(params, stats, x, training, stride=1):
    new = {}
    y, new["first"] = conv_norm(params["first"], stats["first"], x, training, stride)
    y, new["second"] = conv_norm(params["second"], stats["second"], jax.nn.silu(y), training)
    if "shortcut" in params:
        x, new["shortcut"] = conv_norm(params["shortcut"], stats["shortcut"], x, training, stride)
    return jax.nn.silu(y + x), new


def forward(params, stats, x, training):
    x = x[..., None]  # [batch, height, width, channel]
    new = {}
    x, new["stem"] = conv_norm(params["stem"], stats["stem"], x, training, stride=2)
    x, new["block1"] = block(params["block1"], stats["block1"], jax.nn.silu(x), training)
    x, new["block2"] = block(params["block2"], stats["block2"], x, training, stride=2)
    return x.mean((1, 2)) @ params["output"]["w"] + params["output"]["b"], new


def predict(params, stats, x):
    return forward(params, stats, x, training=False)[0]


# %% loss
def loss_fn(params, stats, x, y):
    logits, stats = forward(params, stats, x, training=True)
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean(), stats


# %% step
schedule = optax.piecewise_constant_schedule(0.0625, {3: 0.5, 25: 0.5})
optimizer = optax.chain(optax.add_decayed_weights(5e-4), optax.sgd(schedule, momentum=0.9))


def build():
    params, stats = init(jax.random.key(0))
    return params, stats, optimizer.init(params)


def step(params, stats, opt_state, x, y):
    (loss, stats), grads = jax.value_and_grad(loss_fn, has_aux=True)(params, stats, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return optax.apply_updates(params, updates), stats, opt_state, loss


# %% loop
def train(params, stats, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        params, stats, opt_state, loss = step(params, stats, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return params, stats, opt_state
