"""Tagger for Flax NNX.

tokens: int64 (batch, seq)
"""

import jax
import jax.numpy as jnp
from flax import nnx


class LSTM(nnx.Module):
    """LSTM with the source's two biases a gate (nnx has one, which would learn half as fast)."""

    def __init__(
        self,
        input_size,
        hidden_size,
        num_layers=1,
        bias=True,
        batch_first=False,
        dropout=0.0,
        bidirectional=False,
        *,
        rngs: nnx.Rngs,
    ):
        self.hidden_size, self.num_layers = hidden_size, num_layers
        self.batch_first, self.bidirectional = batch_first, bidirectional
        self.drop = nnx.Dropout(dropout, rngs=rngs)
        draw = nnx.initializers.uniform(2 * hidden_size**-0.5)
        for layer in range(num_layers):
            size = input_size if layer == 0 else hidden_size * (1 + bidirectional)
            for suffix in ("", "_reverse") if bidirectional else ("",):
                shapes = {"weight_ih": (4 * hidden_size, size)}
                shapes["weight_hh"] = (4 * hidden_size, hidden_size)
                if bias:
                    shapes["bias_ih"] = shapes["bias_hh"] = (4 * hidden_size,)
                for name, shape in shapes.items():
                    value = draw(rngs.params(), shape) - hidden_size**-0.5
                    setattr(self, f"{name}_l{layer}{suffix}", nnx.Param(value))

    def _weights(self, layer, reverse):
        suffix = f"_l{layer}" + ("_reverse" if reverse else "")
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        found = [getattr(self, name + suffix, None) for name in names]
        return [0.0 if one is None else one[...] for one in found]

    def __call__(self, x, h=None, c=None):
        x = jnp.swapaxes(x, 0, 1) if self.batch_first else x  # (tokens, batch, features)
        ways = 1 + self.bidirectional
        zeros = jnp.zeros((self.num_layers * ways, x.shape[1], self.hidden_size), x.dtype)
        h, c = (zeros if one is None else one for one in (h, c))
        last_h, last_c = [], []
        for layer in range(self.num_layers):
            outputs = []
            for way in range(ways):
                w_ih, w_hh, b_ih, b_hh = self._weights(layer, way == 1)

                def step(carry, x_t, w_hh=w_hh, b_hh=b_hh):
                    h_t, c_t = carry
                    i, f, g, o = jnp.split(x_t + h_t @ w_hh.T + b_hh, 4, axis=-1)
                    c_t = nnx.sigmoid(f) * c_t + nnx.sigmoid(i) * jnp.tanh(g)
                    h_t = nnx.sigmoid(o) * jnp.tanh(c_t)
                    return (h_t, c_t), h_t

                place = layer * ways + way
                first = (h[place], c[place])
                (h_n, c_n), y = jax.lax.scan(step, first, x @ w_ih.T + b_ih, reverse=way == 1)
                outputs.append(y)
                last_h.append(h_n)
                last_c.append(c_n)
            x = jnp.concatenate(outputs, axis=-1)
            x = self.drop(x) if layer < self.num_layers - 1 else x
        y = jnp.swapaxes(x, 0, 1) if self.batch_first else x
        return y, (jnp.stack(last_h), jnp.stack(last_c))


class Tagger(nnx.Module):
    """An LSTM over embedded tokens."""

    def __init__(self, vocab=20, dim=6, hidden=8, tags=5, *, rngs: nnx.Rngs):
        self.embed = nnx.Embed(vocab, dim, rngs=rngs)
        self.lstm = LSTM(dim, hidden, batch_first=True, rngs=rngs)
        self.out = nnx.Linear(hidden, tags, rngs=rngs)

    def __call__(self, tokens):
        x = self.embed(tokens)  # (batch, seq, 6)
        y, (_, _) = self.lstm(x)
        return self.out(y)
