# title: "The sum is begun anew at each layer: the last one only"
# language: en
# mark: 18
# fails: [u02-count-dense, u02-count-conv]
# needs_person: false

# %% u02-count
def count_params(shapes):
    for shape in shapes:
        total = int(np.prod(shape)) + shape[-1]
    return total
