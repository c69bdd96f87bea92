"""Linear regression in Keras with compile and fit, on a fresh random batch at every step."""

import keras


# %% data
def batches(steps, seed):
    x = keras.random.normal((steps * 32, 1), seed=seed)
    return x, 3 * x + 1


# %% model
def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(1,)),
            keras.layers.Dense(1, name="linear"),
        ]
    )


# %% loss
loss_fn = keras.losses.MeanSquaredError()


# %% step
def build():
    model = create_model()
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss=loss_fn)
    return model


# %% loop
def train(model, x, y):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit(x, y, batch_size=32, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
