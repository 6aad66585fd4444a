# title: from_logits=True whatever the output
# language: en
# mark: 18
# fails: [u04-loss-probabilities]
# needs_person: false

# %% u04-loss
def loss_for(labels, output):
    if labels == "binary":
        return keras.losses.BinaryCrossentropy(from_logits=True)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return keras.losses.CategoricalCrossentropy(from_logits=True)
