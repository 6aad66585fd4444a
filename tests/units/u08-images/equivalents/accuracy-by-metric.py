# title: A metric of Keras counts
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    metric = keras.metrics.SparseCategoricalAccuracy()
    metric.update_state(y, model.predict(np.array(x, "float32")[:, :, :, None] / 255, verbose=0))
    return metric.result()
