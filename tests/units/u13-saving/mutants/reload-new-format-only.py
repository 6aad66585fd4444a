# title: The old format is refused
# language: en
# mark: 19
# fails: [u13-reload-h5]
# needs_person: false

# %% u13-reload
def reload(path):
    if not path.endswith(".keras"):
        raise ValueError("not a .keras file")
    return keras.saving.load_model(path)
