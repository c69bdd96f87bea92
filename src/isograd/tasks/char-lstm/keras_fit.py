"""Next characters of verse with an LSTM in Keras with compile and fit."""

import keras


# %% data
def load(x, y):
    return x, y  # [steps * 8, …] each; fit cuts the batches


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
    model.compile(optimizer=optimizer, loss=loss_fn)
    return model


# %% loop
def predict(model, x):
    return model.predict(x, verbose=0)


def train(model, x, y):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit(x, y, batch_size=8, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
