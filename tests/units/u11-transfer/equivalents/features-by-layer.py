# title: A pooling layer
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-features
def extract_features(base, images):
    model = keras.Sequential([base, layers.GlobalAveragePooling2D()])
    return model.predict(images, batch_size=16, verbose=0)
