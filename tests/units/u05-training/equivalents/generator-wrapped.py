# title: Another generator around each of the two
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u05-generator
def fit_generator(model, batches, steps, validation_steps):
    def passed_on(batches_of_one):
        for x, y in batches_of_one:
            yield np.array(x), y

    return model.fit(
        x=passed_on(batches[0]),
        steps_per_epoch=steps,
        epochs=3,
        validation_data=passed_on(batches[1]),
        validation_steps=validation_steps,
        verbose=2,
    )
