# title: Trained on the validation generator
# language: en
# mark: 13
# fails: [u05-generator-train, u05-generator-validation]
# needs_person: false

# %% u05-generator
def fit_generator(model, batches, steps, validation_steps):
    val, train = batches
    return model.fit(
        train,
        steps_per_epoch=steps,
        validation_data=val,
        validation_steps=validation_steps,
        epochs=3,
        verbose=0,
    )
