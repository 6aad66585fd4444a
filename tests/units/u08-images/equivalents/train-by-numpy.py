# title: NumPy shifts anew for each epoch
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-train
def train_augmented(x, y):
    model = keras.Sequential(
        [
            keras.Input(shape=x.shape[1:]),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(len(np.unique(y)), activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy", metrics=["accuracy"])
    _, height, width, _ = x.shape
    padded = np.pad(x, [(0, 0), (4, 4), (4, 4), (0, 0)])
    for epoch in range(10):
        corners = np.random.randint(0, 9, size=(len(x), 2))
        shifted = np.stack([image[r : r + height, c : c + width] for image, (r, c) in zip(padded, corners)])
        model.fit(shifted, y, batch_size=32, verbose=0)
    return model
