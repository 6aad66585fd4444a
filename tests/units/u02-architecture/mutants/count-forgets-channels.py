# title: The channels of a convolution are left out
# language: ru
# mark: 19
# fails: [u02-count-conv]
# needs_person: false

# %% u02-count
def count_params(shapes):
    total = 0
    for shape in shapes:
        if len(shape) == 4:
            height, width, channels, filters = shape
            total += height * width * filters + filters
        else:
            inputs, units = shape
            total += inputs * units + units
    return total
