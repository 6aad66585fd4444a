# title: The function of keras.saving
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-full
def save_full(model, path):
    keras.saving.save_model(model, f"{path}.keras")
