# title: The same file by its absolute name
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-full
import os


def save_full(model, path):
    model.save(os.path.join(os.getcwd(), path + ".keras"), overwrite=True)
    print("saved")
