# title: "A sigmoid for each class: the outputs do not sum to 1"
# language: en
# mark: 10
# fails: [u99-build-output]
# needs_person: false
# demo: true

# %% u99-build
def small_classifier(features, classes):
    model = keras.Sequential([keras.Input(shape=(features,)), layers.Dense(16, activation="relu")])
    model.add(layers.Dense(classes, activation="sigmoid"))
    return model
