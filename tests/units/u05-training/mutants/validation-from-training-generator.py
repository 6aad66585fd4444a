# title: The training generator serves for validation too
# language: ru
# mark: 15
# fails: [u05-generator-validation]
# needs_person: false

# %% u05-generator
def fit_generator(model, batches, steps, validation_steps):
    train = batches[0]
    return model.fit(
        train,
        steps_per_epoch=steps,
        validation_data=train,
        validation_steps=validation_steps,
        epochs=3,
        verbose=0,
    )
