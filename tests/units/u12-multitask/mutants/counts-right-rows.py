# title: The number of right rows in place of their share
# language: en
# mark: 19
# fails: [u12-evaluate-origin]
# needs_person: false

# %% u12-evaluate
def evaluate_heads(model, x, targets):
    predicted = model.predict(x, verbose=0)
    return {
        "mpg": np.mean(np.abs(predicted["mpg"][:, 0] - targets["mpg"])),
        "origin": int(np.sum(predicted["origin"].argmax(axis=1) == targets["origin"])),
    }
