# title: Losses and a metric written by hand
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u12-compile
def squared(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred), axis=-1)


def miles_off(y_true, y_pred):
    return keras.ops.mean(keras.ops.abs(y_true - y_pred), axis=-1)


def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss={"mpg": squared, "origin": keras.losses.sparse_categorical_crossentropy},
        loss_weights={"mpg": 0.05, "origin": 1.0},
        metrics={"mpg": miles_off, "origin": "sparse_categorical_accuracy"},
    )


# %% u12-evaluate
def evaluate_heads(model, x, targets):
    found = model(x)
    wrong = 0
    for row, region in enumerate(targets["origin"]):
        wrong += int(keras.ops.argmax(found["origin"][row])) != region
    mae = sum(abs(float(p) - y) for p, y in zip(found["mpg"][:, 0], targets["mpg"])) / len(x)
    return {"origin": 1 - wrong / len(x), "mpg": mae}
