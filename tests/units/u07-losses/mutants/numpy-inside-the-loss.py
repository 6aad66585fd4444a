# title: "NumPy inside the loss: right numbers, and no training"
# language: ru
# mark: 18
# fails: [u07-mse-gradient]
# needs_person: false
# demo: true

# %% u07-mse
def custom_mse(y_true, y_pred):
    return np.mean(np.square(y_true - y_pred))
