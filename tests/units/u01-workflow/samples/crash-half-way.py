# title: "A cell ends the kernel: the cells before it keep their points"
# language: en
# mark: 10
# fails: [u01-evaluate-accuracy, u01-evaluate-predict, u01-save-reload, u01-backend-name]
# needs_person: false
# demo: true

# %% u01-evaluate
import os


def to_labels(probabilities):
    return np.argmax(probabilities, axis=1)


def test_accuracy(model, x, y):
    return float(np.mean(to_labels(model.predict(x, verbose=0)) == y))


def predict_wine(model, x_raw):
    return to_labels(model.predict(standardise(x_raw), verbose=0))


print("done!")
os._exit(1)
