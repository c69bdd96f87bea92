"""Next characters of verse with an LSTM in Keras with a training step in PyTorch."""

import keras
import torch


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
def create_model():
    x = keras.Input(shape=(30,), dtype="int64")
    embedding = keras.layers.Embedding(164, 12, mask_zero=True, name="embedding")
    lstm = keras.layers.LSTM(16, return_sequences=True, return_state=True, name="lstm")
    output = keras.layers.Dense(164, name="output")
    state, logits = None, []
    for window in keras.ops.split(x, 3, axis=1):
        hidden, *state = lstm(embedding(window), initial_state=state)
        state = [keras.ops.stop_gradient(part) for part in state]
        logits.append(output(hidden))
    return keras.Model(x, keras.layers.Concatenate(axis=1)(logits))  # [batch, time, class]


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)  # heeds the logits' mask


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.SGD(learning_rate=2.0)
    return model, optimizer


def step(model, optimizer, x, y):
    model.zero_grad()
    loss = loss_fn(y, model(x, training=True))
    loss.backward()
    gradients = [v.value.grad for v in model.trainable_weights]
    with torch.no_grad():
        optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    return model(x, training=False)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
