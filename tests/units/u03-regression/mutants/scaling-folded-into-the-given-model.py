# title: The given model's own first layer is rewritten
# language: en
# mark: 20
# fails: [u03-scaling-model]
# needs_person: false

# %% u03-scaling
def with_scaling(model, x_raw):
    mean, deviation = x_raw.mean(axis=0), x_raw.std(axis=0)
    kernel, bias = model.layers[0].get_weights()
    kernel = kernel / deviation[:, None]
    model.layers[0].set_weights([kernel, bias - mean @ kernel])
    return model
