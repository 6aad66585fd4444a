# title: "The default factor: a tenth in place of a half"
# language: ru
# mark: 18
# fails: [u06-plateau-rates]
# needs_person: false

# %% u06-plateau
def make_lr_plateau():
    return keras.callbacks.ReduceLROnPlateau(monitor="val_loss", patience=2, min_lr=0.001)
