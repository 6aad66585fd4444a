# title: The least probable class
# language: en
# mark: 19
# fails: [u12-evaluate-origin]
# needs_person: false

# %% u12-evaluate
def evaluate_heads(model, x, targets):
    predicted = model.predict(x, verbose=0)
    return {
        "mpg": np.mean(np.abs(predicted["mpg"][:, 0] - targets["mpg"])),
        "origin": np.mean(predicted["origin"].argmin(axis=1) == targets["origin"]),
    }
