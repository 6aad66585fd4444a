# title: Mean squared error for everything
# language: ru
# mark: 16
# fails: [u04-loss-probabilities, u04-loss-logits]
# needs_person: false

# %% u04-loss
def loss_for(labels, output):
    return "mse"
