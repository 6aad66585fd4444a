# title: The printed table of layers
# language: en
# mark: 18
# fails: [u13-json-layers]
# needs_person: false

# %% u13-json
def to_json(model):
    lines = []
    model.summary(print_fn=lines.append)
    return "\n".join(map(str, lines))
