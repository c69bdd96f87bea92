import keras
from keras import layers, ops


class GRU(layers.Layer):
    """GRU with the source's weights and their order of gates, in several layers and directions."""

    def __init__(
        self,
        input_size,
        hidden_size,
        num_layers=1,
        bias=True,
        batch_first=False,
        dropout=0.0,
        bidirectional=False,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.hidden_size, self.num_layers = hidden_size, num_layers
        self.batch_first, self.bidirectional = batch_first, bidirectional
        self.drop = layers.Dropout(dropout)
        draw = keras.initializers.RandomUniform(-(hidden_size**-0.5), hidden_size**-0.5)
        for layer in range(num_layers):
            size = input_size if layer == 0 else hidden_size * (1 + bidirectional)
            for suffix in ("", "_reverse") if bidirectional else ("",):
                shapes = {"weight_ih": (3 * hidden_size, size)}
                shapes["weight_hh"] = (3 * hidden_size, hidden_size)
                if bias:
                    shapes["bias_ih"] = shapes["bias_hh"] = (3 * hidden_size,)
                for name, shape in shapes.items():
                    name = f"{name}_l{layer}{suffix}"
                    setattr(self, name, self.add_weight(shape=shape, initializer=draw, name=name))

    def weights_of(self, layer, reverse):
        suffix = f"_l{layer}" + ("_reverse" if reverse else "")
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        found = [getattr(self, name + suffix, None) for name in names]
        return [
            ops.zeros(3 * self.hidden_size, dtype=self.compute_dtype)
            if one is None
            else ops.convert_to_tensor(one)
            for one in found
        ]

    def call(self, x, h=None):
        x = ops.swapaxes(x, 0, 1) if self.batch_first else x  # (tokens, batch, features)
        ways = 1 + self.bidirectional
        if h is None:
            shape = (self.num_layers * ways, ops.shape(x)[1], self.hidden_size)
            h = ops.zeros(shape, dtype=x.dtype)
        last_h = []
        for layer in range(self.num_layers):
            outputs = []
            for way in range(ways):
                w_ih, w_hh, b_ih, b_hh = self.weights_of(layer, way == 1)

                def step(h_t, x_t, w_hh=w_hh, b_hh=b_hh):
                    gates = ops.matmul(h_t, ops.transpose(w_hh)) + b_hh
                    r_h, z_h, n_h = ops.split(gates, 3, axis=-1)
                    r_x, z_x, n_x = ops.split(x_t, 3, axis=-1)
                    r, z = ops.sigmoid(r_x + r_h), ops.sigmoid(z_x + z_h)
                    h_t = (1 - z) * ops.tanh(n_x + r * n_h) + z * h_t
                    return h_t, h_t

                first = h[layer * ways + way]
                inputs = ops.matmul(x, ops.transpose(w_ih)) + b_ih
                h_n, y = ops.scan(step, first, inputs, reverse=way == 1)
                outputs.append(y)
                last_h.append(h_n)
            x = ops.concatenate(outputs, axis=-1)
            x = self.drop(x) if layer < self.num_layers - 1 else x
        y = ops.swapaxes(x, 0, 1) if self.batch_first else x
        return y, ops.stack(last_h)
