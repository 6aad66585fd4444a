# title: One bias for each input instead of each unit
# language: en
# mark: 18
# fails: [u02-count-dense, u02-count-conv]
# needs_person: false

# %% u02-count
def count_params(shapes):
    return sum(np.prod(shape) + shape[0] for shape in shapes)
