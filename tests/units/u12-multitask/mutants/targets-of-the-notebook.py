# title: "Compares with the notebook's validation targets, whatever is handed over"
# language: ru
# mark: 18
# fails: [u12-evaluate-mpg, u12-evaluate-origin]
# needs_person: false

# %% u12-evaluate
def evaluate_heads(model, x, targets):
    predicted = model.predict(x, verbose=0)
    rows = len(x)
    return {
        "mpg": np.mean(np.abs(predicted["mpg"][:, 0] - targets_val["mpg"][:rows])),
        "origin": np.mean(predicted["origin"].argmax(axis=1) == targets_val["origin"][:rows]),
    }
