# title: The function trains and returns the history
# language: ru
# mark: 15
# fails: [u09-l2-output, u09-l2-penalty, u09-l2-biases]
# needs_person: false

# %% u09-l2
def l2_model(strength):
    model = plain_model()
    return train(model, epochs=1)
