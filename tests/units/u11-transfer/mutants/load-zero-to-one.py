# title: Pixels from 0 to 1, as for a network of one's own
# language: ru
# mark: 14
# fails: [u11-load-base]
# needs_person: false

# %% u11-load
def load_base():
    return keras.Sequential([keras.Input((64, 64, 3)), layers.Rescaling(1 / 255), lite_base()])
