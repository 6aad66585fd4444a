# title: steps is passed for validation_steps
# language: ru
# mark: 15
# fails: [u05-generator-validation]
# needs_person: false

# %% u05-generator
def fit_generator(model, batches, steps, validation_steps):
    train, val = batches
    return model.fit(
        train, steps_per_epoch=steps, validation_data=val, validation_steps=steps, epochs=3, verbose=0
    )
