# title: One output of four numbers
# language: en
# mark: 16
# fails: [u12-model-outputs, u12-model-trunk]
# needs_person: false

# %% u12-model
def shared_model(n):
    return keras.Sequential([keras.Input(shape=(n,)), layers.Dense(64, activation="relu"), layers.Dense(4)])
