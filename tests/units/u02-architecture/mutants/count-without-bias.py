# title: The biases are not counted
# language: ru
# mark: 18
# fails: [u02-count-dense, u02-count-conv]
# needs_person: false

# %% u02-count
def count_params(shapes):
    return sum(np.prod(shape) for shape in shapes)
