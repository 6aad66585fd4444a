# title: A regularizer that is set on a layer that has its weights already
# language: en
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    model = plain_model()
    for part in model.layers:
        part.kernel_regularizer = keras.regularizers.L2(strength)
    return model
