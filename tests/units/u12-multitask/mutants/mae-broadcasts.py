# title: "A column minus a row: a table of differences"
# language: en
# mark: 19
# fails: [u12-evaluate-mpg]
# needs_person: false

# %% u12-evaluate
def evaluate_heads(model, x, targets):
    predicted = model.predict(x, verbose=0)
    return {
        "mpg": np.mean(np.abs(predicted["mpg"] - targets["mpg"])),
        "origin": np.mean(predicted["origin"].argmax(axis=1) == targets["origin"]),
    }
