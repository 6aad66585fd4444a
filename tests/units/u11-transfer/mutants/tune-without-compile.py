# title: Not compiled after unfreezing
# language: en
# mark: 13
# fails: [u11-tune-layers, u11-tune-training]
# needs_person: false

# %% u11-tune
def fine_tune(model, x, y):
    base = model.get_layer("base")
    for layer in base.layers:
        layer.trainable = layer.name.startswith("stage4_block3")
    model.fit(x, y, epochs=3, verbose=0)
    return model
