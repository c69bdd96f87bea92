"""Sorter for Flax NNX.

tokens: int64 (batch, seq)
"""

import jax
import jax.numpy as jnp
from flax import nnx


class PaddedEmbed(nnx.Embed):
    """An embedding whose row `padding_index` gets no gradient, as in the source."""

    def __init__(self, num_embeddings, features, *, padding_index, rngs):
        super().__init__(num_embeddings, features, rngs=rngs)
        self.padding_index = padding_index

    def __call__(self, indices):
        y = super().__call__(indices)
        padded = (indices == self.padding_index)[..., None]
        return jnp.where(padded, jax.lax.stop_gradient(y), y)


class GRU(nnx.Module):
    """GRU with the source's bias inside the reset gate's product (nnx.GRUCell has none there)."""

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
                shapes = {"weight_ih": (3 * hidden_size, size)}
                shapes["weight_hh"] = (3 * hidden_size, hidden_size)
                if bias:
                    shapes["bias_ih"] = shapes["bias_hh"] = (3 * hidden_size,)
                for name, shape in shapes.items():
                    value = draw(rngs.params(), shape) - hidden_size**-0.5
                    setattr(self, f"{name}_l{layer}{suffix}", nnx.Param(value))

    def _weights(self, layer, reverse):
        suffix = f"_l{layer}" + ("_reverse" if reverse else "")
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        found = [getattr(self, name + suffix, None) for name in names]
        zeros = jnp.zeros(3 * self.hidden_size)
        return [zeros if one is None else one[...] for one in found]

    def __call__(self, x, h=None):
        x = jnp.swapaxes(x, 0, 1) if self.batch_first else x  # (tokens, batch, features)
        ways = 1 + self.bidirectional
        if h is None:
            h = jnp.zeros((self.num_layers * ways, x.shape[1], self.hidden_size), x.dtype)
        last_h = []
        for layer in range(self.num_layers):
            outputs = []
            for way in range(ways):
                w_ih, w_hh, b_ih, b_hh = self._weights(layer, way == 1)

                def step(h_t, x_t, w_hh=w_hh, b_hh=b_hh):
                    r_x, z_x, n_x = jnp.split(x_t, 3, axis=-1)
                    r_h, z_h, n_h = jnp.split(h_t @ w_hh.T + b_hh, 3, axis=-1)
                    r, z = nnx.sigmoid(r_x + r_h), nnx.sigmoid(z_x + z_h)
                    h_t = (1 - z) * jnp.tanh(n_x + r * n_h) + z * h_t
                    return h_t, h_t

                first = h[layer * ways + way]
                h_n, y = jax.lax.scan(step, first, x @ w_ih.T + b_ih, reverse=way == 1)
                outputs.append(y)
                last_h.append(h_n)
            x = jnp.concatenate(outputs, axis=-1)
            x = self.drop(x) if layer < self.num_layers - 1 else x
        y = jnp.swapaxes(x, 0, 1) if self.batch_first else x
        return y, jnp.stack(last_h)


class Sorter(nnx.Module):
    """Two layers of a GRU in both directions, the state of the last one as features."""

    def __init__(self, vocab=20, dim=6, hidden=7, *, rngs: nnx.Rngs):
        self.embed = PaddedEmbed(vocab, dim, padding_index=0, rngs=rngs)
        self.gru = GRU(dim, hidden, num_layers=2, bidirectional=True, rngs=rngs)
        self.out = nnx.Linear(2 * hidden, 3, rngs=rngs)

    def __call__(self, tokens):
        y, state = self.gru(self.embed(tokens.transpose(1, 0)))
        return (self.out(jnp.mean(y, axis=0)), state)
