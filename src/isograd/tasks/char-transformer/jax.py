"""A causal character transformer in JAX: parameters are a dictionary, layers are functions."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
def init(key):
    keys = iter(jax.random.split(key, 9))

    def normal(*shape):
        return 0.02 * jax.random.normal(next(keys), shape)

    def dense(inputs, outputs):
        return {"w": normal(inputs, outputs), "b": jnp.zeros(outputs)}

    def norm():
        return {"scale": jnp.ones(32), "bias": jnp.zeros(32)}

    return {
        "token": normal(141, 32),
        "position": normal(16, 32),
        "attention_norm": norm(),
        "attention": {name: normal(32, 32) for name in ("query", "key", "value", "output")},
        "mlp_norm": norm(),
        "expand": dense(32, 128),
        "contract": dense(128, 32),
        "final_norm": norm(),
        "head": dense(32, 141),
    }


def dense(layer, x):
    return x @ layer["w"] + layer["b"]


def norm(layer, x):
    return jax.nn.standardize(x, epsilon=1e-5) * layer["scale"] + layer["bias"]


def attention(layer, x):
    # Written out, since jax.nn.dot_product_attention computes its softmax in float32 always.
    batch, time, width = x.shape
    q, k, v = ((x @ layer[name]).reshape(batch, time, 2, 16) for name in ("query", "key", "value"))
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / 4  # √16
    causal = jnp.tril(jnp.ones((time, time), bool))
    weights = jax.nn.softmax(jnp.where(causal, scores, -jnp.inf))
    made = jnp.einsum("bhqk,bkhd->bqhd", weights, v)
    return made.reshape(batch, time, width) @ layer["output"]


def forward(params, x):  # [batch, time] of tokens -> [batch, time, vocabulary]
    x = params["token"][x] + params["position"]
    x = x + attention(params["attention"], norm(params["attention_norm"], x))
    hidden = jax.nn.gelu(dense(params["expand"], norm(params["mlp_norm"], x)), approximate=True)
    x = x + dense(params["contract"], hidden)
    return dense(params["head"], norm(params["final_norm"], x))


# %% loss
def loss_fn(params, x, y):
    logits = forward(params, x)
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean()


# %% step
def schedule(count):
    return jnp.minimum(count + 1, 8) / 1024  # eight steps of warm-up


optimizer = optax.chain(
    optax.clip_by_global_norm(1.0),
    optax.adamw(schedule, eps=1e-6, weight_decay=1 / 64),
)


def build():
    params = init(jax.random.key(0))
    return params, optimizer.init(params)


def step(params, opt_state, x, y):
    loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return optax.apply_updates(params, updates), opt_state, loss


# %% loop
def predict(params, prompt):
    def sample(text, _):
        token = forward(params, text)[:, -1].argmax(axis=-1)
        return jnp.concatenate([text[:, 1:], token[:, None]], axis=1), token

    _, tokens = jax.lax.scan(sample, prompt, length=24)
    return tokens.T, forward(params, prompt)


def train(params, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        params, opt_state, loss = step(params, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return params, opt_state
