# title: Cut one stage too early
# language: en
# mark: 14
# fails: [u11-load-base]
# needs_person: false

# %% u11-load
def load_base():
    return keras.Sequential(
        [keras.Input((64, 64, 3)), layers.Rescaling(1 / 128, offset=-127 / 128), lite_base(stages=3)]
    )
