# title: "Only probabilities are expected: two logits are compared with 0.5"
# language: en
# mark: 19
# fails: [u04-predict-several]
# needs_person: false

# %% u04-predict
def predict_labels(model, x):
    outputs = model.predict(x, verbose=0)
    if outputs.shape[1] <= 2:
        return (outputs[:, -1] > 0.5).astype(int)
    return outputs.argmax(axis=1)
