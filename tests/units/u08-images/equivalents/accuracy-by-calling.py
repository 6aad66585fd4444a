# title: The model is called, the hits are counted in a loop
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    x = np.expand_dims(x.astype(float), axis=-1) / 255
    outputs = model(x, training=False).numpy()
    hits = 0
    for row, label in zip(outputs, y):
        hits += int(np.argmax(row) == label)
    return hits / len(y)
