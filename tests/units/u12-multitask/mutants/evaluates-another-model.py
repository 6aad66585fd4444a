# title: ready_model() predicts, whatever model is handed over
# language: en
# mark: 18
# fails: [u12-evaluate-mpg, u12-evaluate-origin]
# needs_person: false

# %% u12-evaluate
def evaluate_heads(model, x, targets):
    predicted = ready_model().predict(x, verbose=0)
    return {
        "mpg": np.mean(np.abs(predicted["mpg"][:, 0] - targets["mpg"])),
        "origin": np.mean(predicted["origin"].argmax(axis=1) == targets["origin"]),
    }
