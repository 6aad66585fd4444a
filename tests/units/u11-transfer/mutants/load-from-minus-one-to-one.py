# title: The scale of another network
# language: en
# mark: 14
# fails: [u11-load-base]
# needs_person: false

# %% u11-load
def load_base():
    return keras.Sequential([keras.Input((64, 64, 3)), layers.Rescaling(1 / 127.5, offset=-1), lite_base()])
