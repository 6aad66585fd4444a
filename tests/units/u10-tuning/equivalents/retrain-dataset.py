# title: A dataset; the whole set validates as well
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    import tensorflow as tf

    model = tuner.hypermodel.build(tuner.oracle.get_best_trials(1)[0].hyperparameters)
    rows = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x)).batch(32)
    model.fit(rows, validation_data=(x, y), epochs=epochs)
    return model
