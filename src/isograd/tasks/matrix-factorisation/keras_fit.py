"""Matrix factorisation in Keras with compile and fit."""

import keras


# %% data
def load(user, item, rating):
    return [user, item], rating  # [steps * 64, …] each; fit cuts the batches


# %% model
def create_model():
    user = keras.Input(shape=(), dtype="int64")
    item = keras.Input(shape=(), dtype="int64")
    users = keras.layers.Embedding(50, 4, name="user_factors")(user)
    items = keras.layers.Embedding(40, 4, name="item_factors")(item)
    user_bias = keras.layers.Embedding(50, 1, name="user_bias")(user)
    item_bias = keras.layers.Embedding(40, 1, name="item_bias")(item)
    product = keras.layers.Dot(axes=1)([users, items])
    rating = keras.layers.Add()([product, user_bias, item_bias])
    return keras.Model([user, item], rating)


# %% loss
loss_fn = keras.losses.MeanSquaredError()


# %% step
def build():
    model = create_model()
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=2.0), loss=loss_fn)
    return model


# %% loop
def predict(model, user, item):
    return model.predict([user, item], verbose=0)


def train(model, inputs, rating):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit(inputs, rating, batch_size=64, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
