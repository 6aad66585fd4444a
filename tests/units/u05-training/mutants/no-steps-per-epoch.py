# title: The endless generator has no end of an epoch
# language: ru
# mark: 14
# fails: [u05-generator-train]
# needs_person: false

# %% u05-generator
def fit_generator(model, batches, steps, validation_steps):
    train, val = batches
    return model.fit(train, validation_data=val, validation_steps=validation_steps, epochs=3, verbose=0)
