# title: The mean of the differences, signs kept
# language: en
# mark: 19
# fails: [u12-evaluate-mpg]
# needs_person: false

# %% u12-evaluate
def evaluate_heads(model, x, targets):
    predicted = model.predict(x, verbose=0)
    return {
        "mpg": np.mean(predicted["mpg"][:, 0] - targets["mpg"]),
        "origin": np.mean(predicted["origin"].argmax(axis=1) == targets["origin"]),
    }
