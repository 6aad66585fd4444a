# title: The base gets raw pixels
# language: en
# mark: 14
# fails: [u11-load-base]
# needs_person: false

# %% u11-load
def load_base():
    return keras.Sequential([keras.Input((64, 64, 3)), lite_base()])
