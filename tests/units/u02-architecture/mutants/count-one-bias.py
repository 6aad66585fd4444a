# title: One bias for the whole layer
# language: ru
# mark: 18
# fails: [u02-count-dense, u02-count-conv]
# needs_person: false

# %% u02-count
def count_params(shapes):
    return sum(int(np.prod(shape)) + 1 for shape in shapes)
