# title: weight_decay of the optimizer in place of a penalty
# language: ru
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    model = plain_model()
    model.compile(keras.optimizers.AdamW(weight_decay=strength), "sparse_categorical_crossentropy")
    return model
