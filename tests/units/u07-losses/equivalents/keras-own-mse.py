# title: The ready function of Keras
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u07-mse
custom_mse = keras.losses.mean_squared_error
