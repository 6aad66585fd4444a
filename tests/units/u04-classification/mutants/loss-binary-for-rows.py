# title: Binary cross-entropy for rows of zeros and ones
# language: ru
# mark: 16
# fails: [u04-loss-probabilities, u04-loss-logits]
# needs_person: false

# %% u04-loss
def loss_for(labels, output):
    logits = output == "logits"
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.BinaryCrossentropy(from_logits=logits)
