# title: The model is evaluated before and after, and shuffled by hand
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    (x, y), (x_check, y_check) = train, val
    print(model.evaluate(x, y, verbose=0))
    order = np.random.permutation(len(x))
    history = model.fit(
        x=x[order],
        y=y[order],
        batch_size=16,
        epochs=5,
        validation_data=[x_check, y_check],
        validation_batch_size=8,
        verbose=2,
    )
    print(model.evaluate(x_check, y_check, verbose=0), model.predict(x[:3], verbose=0).shape)
    return history
