# title: The steps are those of all epochs together
# language: en
# mark: 14
# fails: [u05-generator-train]
# needs_person: false

# %% u05-generator
def fit_generator(model, batches, steps, validation_steps):
    train, val = batches
    return model.fit(
        train,
        steps_per_epoch=steps * 3,
        validation_data=val,
        validation_steps=validation_steps,
        epochs=3,
        verbose=0,
    )
