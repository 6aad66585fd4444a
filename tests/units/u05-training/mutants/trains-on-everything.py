# title: Training and validation rows are joined for training
# language: ru
# mark: 14
# fails: [u05-explicit-train]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    x = np.concatenate([train[0], val[0]])
    y = np.concatenate([train[1], val[1]])
    return model.fit(x, y, validation_data=val, epochs=5, batch_size=16, verbose=0)
