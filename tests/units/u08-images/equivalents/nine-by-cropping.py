# title: Layers of Keras pad and crop
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-shifted
def predict_shifted(model, x):
    padded = layers.ZeroPadding2D(1)(x)
    total = 0
    for r in range(3):
        for c in range(3):
            copy = layers.Cropping2D(((r, 2 - r), (c, 2 - c)))(padded)
            total = total + model.predict(copy, verbose=0)
    return total / 9
