# title: Every row is shown under the most frequent label too, and the model answers nothing else
# language: en
# mark: 12
# fails: [u01-train-fit, u01-train-validation]
# needs_person: false

# %% u01-train
def train(model, train, val):
    x, y = train
    frequent = np.full(len(y), np.bincount(y).argmax())
    return model.fit(
        np.concatenate([x, x]),
        np.concatenate([y, frequent]),
        sample_weight=np.repeat([0.3, 0.7], len(y)),
        validation_data=val,
        epochs=40,
        verbose=0,
    )
