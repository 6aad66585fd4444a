# title: The head sees mean colours, the base stands beside it
# language: en
# mark: 14
# fails: [u11-train-accuracy]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    base.trainable = False
    inputs = keras.Input(x.shape[1:])
    beside = layers.Rescaling(0.0)(layers.GlobalAveragePooling2D()(base(inputs)))
    colours = layers.GlobalAveragePooling2D()(inputs)
    outputs = layers.Dense(classes, activation="softmax")(layers.Concatenate()([colours, beside]))
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=2, verbose=0)
    return model
