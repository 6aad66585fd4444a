# title: The pictures come back as they were
# language: ru
# mark: 13
# fails: [u08-augment-moves, u08-augment-keeps]
# needs_person: false

# %% u08-augment
def augment(images):
    return images
