# title: predict_mpg by a squeeze of the last axis, in Keras's own operations
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-predict
def predict_mpg(model, x_raw):
    return keras.ops.squeeze(model(standardise(x_raw)), axis=-1)
