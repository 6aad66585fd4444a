# title: "No hidden layer"
# language: ru
# mark: 10
# fails: [u99-build-hidden-layer]
# needs_person: false
# demo: true

# %% u99-build
def small_classifier(features, classes):
    return keras.Sequential([keras.Input(shape=(features,)), layers.Dense(classes, activation="softmax")])
