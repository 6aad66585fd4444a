# title: "Identity matrix, logits compared with 0, counts by bincount"
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u04-onehot
def to_onehot(y, classes):
    return np.eye(classes)[y]


# %% u04-predict
def predict_labels(model, x):
    outputs = np.asarray(model(x))
    if outputs.shape[-1] > 1:
        return np.argmax(outputs, axis=-1)
    p = outputs.ravel()
    return np.log(p / (1 - p)) > 0


# %% u04-confusion
def confusion(y, p):
    k = max(y.max(), p.max()) + 1
    return np.bincount(k * y + p, minlength=k * k).reshape(k, k)
