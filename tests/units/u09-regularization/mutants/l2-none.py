# title: No penalty at all
# language: ru
# mark: 17
# fails: [u09-l2-penalty]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
