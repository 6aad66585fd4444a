# title: The loss of the data is in it
# language: en
# mark: 17
# fails: [u09-penalty-sum, u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    rows = np.random.default_rng(0).normal(size=(20, *model.input_shape[1:]))
    model.compile(loss="sparse_categorical_crossentropy")
    return model.evaluate(rows, np.zeros(20), verbose=0)
