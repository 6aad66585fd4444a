# title: A tuple in place of the dictionary
# language: ru
# mark: 18
# fails: [u12-evaluate-mpg, u12-evaluate-origin]
# needs_person: false

# %% u12-evaluate
def evaluate_heads(model, x, targets):
    predicted = model.predict(x, verbose=0)
    return (
        np.mean(np.abs(predicted["mpg"][:, 0] - targets["mpg"])),
        np.mean(predicted["origin"].argmax(axis=1) == targets["origin"]),
    )
