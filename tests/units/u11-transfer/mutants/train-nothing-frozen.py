# title: Nothing is frozen, and the rate is large
# language: en
# mark: 13
# fails: [u11-train-accuracy, u11-train-base]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    model = keras.Sequential(
        [base, layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax")]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.05),
        loss="sparse_categorical_crossentropy",
    )
    model.fit(x, y, epochs=3, verbose=0)
    return model
