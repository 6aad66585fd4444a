# title: bfloat16 in place of float16
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    model = keras.Sequential([keras.Input(shape=(features,))])
    model.add(layers.Dense(16, activation="gelu", dtype="mixed_bfloat16"))
    model.add(layers.Dense(classes, activation="softmax", dtype="float32"))
    return model
