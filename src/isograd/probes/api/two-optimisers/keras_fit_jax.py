"""Two layers, each moved by an optimizer of its own, in turns: by compile alone, and overridden."""

import jax
import keras
import numpy as np
from keras.layers import Dense
from keras.optimizers import SGD


# %% model
class Alternating(keras.Sequential):
    def compile(self, optimizers, **kwargs):
        super().compile(optimizer=optimizers[0], **kwargs)
        self.second = optimizers[1]
        self.turn = keras.Variable(0, dtype="int32", trainable=False)
        for optimizer, layer in zip(optimizers, self.layers):
            optimizer.build(layer.trainable_variables)

    @property
    def non_trainable_variables(self):  # fit hands over the slots of one optimizer only
        return [self.turn, *self.second.variables]

    def train_step(self, state, data):
        (first, last), (turn, *slots_last), slots_first, metrics = state
        x, target = data

        def loss_fn(weights):
            made, _ = self.stateless_call(weights, [turn, *slots_last], x)
            return self.compute_loss(x, target, made)

        loss, (g, h) = jax.value_and_grad(loss_fn)([first, last])
        even = self.optimizer.stateless_apply(slots_first, [g], [first])
        odd = self.second.stateless_apply(slots_last, [h], [last])
        choose = jax.tree.map(
            lambda a, b: jax.numpy.where(turn % 2 == 0, a, b),
            (even, ([last], slots_last)),
            (([first], slots_first), odd),
        )
        ((first,), slots_first), ((last,), slots_last) = choose
        return {"loss": loss}, ([first, last], [turn + 1, *slots_last], slots_first, metrics)


# %% ask
def run(kind, x, target, first, last, slow, fast):
    model = kind([keras.Input([3]), Dense(4, use_bias=False), Dense(2, use_bias=False)])
    model.set_weights([np.array(first), np.array(last)])
    model.compile([SGD(slow), SGD(fast, momentum=0.9)], loss="mse")
    x, target = np.reshape(x, [-1, 3]), np.reshape(target, [-1, 2])
    model.fit(x, target, batch_size=5, shuffle=False, verbose=0)
    return [np.array(v.value) for v in model.trainable_variables]


def ask(**given):
    plain = ""
    try:
        run(keras.Sequential, **given)
    except Exception as error:
        plain = f"{type(error).__name__}: {error}"
    first, last = run(Alternating, **given)
    return {"plain": plain, "first": first, "last": last}
