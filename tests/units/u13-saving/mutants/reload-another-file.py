# title: A file of the notebook's in place of the one handed over
# language: ru
# mark: 17
# fails: [u13-reload-keras, u13-reload-h5]
# needs_person: false

# %% u13-reload
def reload(path):
    ready_model().save("my.keras")
    return keras.saving.load_model("my.keras")
