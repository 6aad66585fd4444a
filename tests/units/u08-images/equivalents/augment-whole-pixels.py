# title: NumPy shifts by whole pixels, Keras turns with the nearest pixel
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-augment
def augment(images):
    images = np.array(images)
    count, height, width, _ = images.shape
    most = round(0.15 * height)
    padded = np.pad(images, [(0, 0), (most, most), (most, most), (0, 0)])
    corners = np.random.randint(0, 2 * most + 1, size=(count, 2))
    shifted = np.stack([image[r : r + height, c : c + width] for image, (r, c) in zip(padded, corners)])
    return layers.RandomRotation(1 / 24, "constant", interpolation="nearest")(shifted, training=True)
