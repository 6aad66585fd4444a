# title: A convolution's shape of four numbers can't be taken apart
# language: en
# mark: 19
# fails: [u02-count-conv]
# needs_person: false

# %% u02-count
def count_params(shapes):
    total = 0
    for inputs, units in shapes:
        total += inputs * units + units
    return total
