# title: Each picture scaled by its own brightest and darkest pixel
# language: ru
# mark: 14
# fails: [u11-load-base]
# needs_person: false

# %% u11-load
def load_base():
    inputs = keras.Input((64, 64, 3))
    scaled = layers.LayerNormalization(axis=(1, 2, 3), center=False, scale=False)(inputs)
    return keras.Model(inputs, lite_base()(scaled))
