import keras
from keras import layers, ops


class LSTM(layers.Layer):
    """LSTM with the source's two biases a gate (Keras has one, which would learn half as fast)."""

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
                shapes = {"weight_ih": (4 * hidden_size, size)}
                shapes["weight_hh"] = (4 * hidden_size, hidden_size)
                if bias:
                    shapes["bias_ih"] = shapes["bias_hh"] = (4 * hidden_size,)
                for name, shape in shapes.items():
                    name = f"{name}_l{layer}{suffix}"
                    setattr(self, name, self.add_weight(shape=shape, initializer=draw, name=name))

    def weights_of(self, layer, reverse):
        suffix = f"_l{layer}" + ("_reverse" if reverse else "")
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        found = [getattr(self, name + suffix, None) for name in names]
        return [0.0 if one is None else ops.convert_to_tensor(one) for one in found]

    def call(self, x, h=None, c=None):
        x = ops.swapaxes(x, 0, 1) if self.batch_first else x  # (tokens, batch, features)
        ways = 1 + self.bidirectional
        shape = (self.num_layers * ways, ops.shape(x)[1], self.hidden_size)
        h, c = (ops.zeros(shape, dtype=x.dtype) if one is None else one for one in (h, c))
        last_h, last_c = [], []
        for layer in range(self.num_layers):
            outputs = []
            for way in range(ways):
                w_ih, w_hh, b_ih, b_hh = self.weights_of(layer, way == 1)

                def step(carry, x_t, w_hh=w_hh, b_hh=b_hh):
                    h_t, c_t = carry
                    gates = x_t + ops.matmul(h_t, ops.transpose(w_hh)) + b_hh
                    i, f, g, o = ops.split(gates, 4, axis=-1)
                    c_t = ops.sigmoid(f) * c_t + ops.sigmoid(i) * ops.tanh(g)
                    h_t = ops.sigmoid(o) * ops.tanh(c_t)
                    return (h_t, c_t), (h_t, c_t)  # TensorFlow wants them alike

                place = layer * ways + way
                first = (h[place], c[place])
                inputs = ops.matmul(x, ops.transpose(w_ih)) + b_ih
                (h_n, c_n), (y, _) = ops.scan(step, first, inputs, reverse=way == 1)
                outputs.append(y)
                last_h.append(h_n)
                last_c.append(c_n)
            x = ops.concatenate(outputs, axis=-1)
            x = self.drop(x) if layer < self.num_layers - 1 else x
        y = ops.swapaxes(x, 0, 1) if self.batch_first else x
        return y, (ops.stack(last_h), ops.stack(last_c))
