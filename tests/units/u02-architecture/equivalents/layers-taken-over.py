# title: add_layers makes a new Sequential of the old layers and the new
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u02-add
def add_layers(model):
    new = [layers.Dropout(rate=0.5), layers.Dense(10), layers.Activation("softmax")]
    return keras.Sequential([keras.Input(model.input_shape[1:]), *model.layers, *new])
