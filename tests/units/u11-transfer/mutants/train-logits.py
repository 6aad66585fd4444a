# title: Logits in place of probabilities
# language: en
# mark: 15
# fails: [u11-train-base]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    maps = base.predict(x, verbose=0)
    scale = layers.Normalization()
    scale.adapt(maps)
    head = keras.Sequential([keras.Input(maps.shape[1:]), scale, layers.Flatten(), layers.Dense(classes)])
    head.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    head.fit(maps, y, epochs=20, verbose=0)
    return keras.Sequential([base, head])
