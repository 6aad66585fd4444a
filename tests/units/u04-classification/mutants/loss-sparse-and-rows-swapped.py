# title: The losses of whole numbers and of rows are swapped
# language: en
# mark: 16
# fails: [u04-loss-probabilities, u04-loss-logits]
# needs_person: false

# %% u04-loss
def loss_for(labels, output):
    logits = output == "logits"
    if labels == "binary":
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "onehot":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)
