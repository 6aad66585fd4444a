# title: compute_loss with and without the penalties
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    model.compile(loss=lambda y, p: keras.ops.zeros_like(y[:, 0]))
    zeros = keras.ops.zeros((3, 1))
    return float(model.compute_loss(x=None, y=zeros, y_pred=zeros))
