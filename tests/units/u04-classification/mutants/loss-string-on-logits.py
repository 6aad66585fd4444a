# title: The same names in quotes for probabilities and for logits
# language: ru
# mark: 18
# fails: [u04-loss-logits]
# needs_person: false
# demo: true

# %% u04-loss
def loss_for(labels, output):
    if labels == "binary":
        return "binary_crossentropy"
    if labels == "integer":
        return "sparse_categorical_crossentropy"
    return "categorical_crossentropy"
