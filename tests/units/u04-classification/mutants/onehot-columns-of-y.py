# title: The number of columns is guessed from the labels
# language: en
# mark: 19
# fails: [u04-onehot-columns]
# needs_person: false
# demo: true

# %% u04-onehot
def to_onehot(y, classes):
    return keras.utils.to_categorical(y)
