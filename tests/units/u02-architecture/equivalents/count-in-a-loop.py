# title: count_params with loops, without NumPy
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u02-count
def count_params(shapes):
    total = 0
    for *inputs, units in shapes:
        one_unit = 1  # смещение
        product = 1
        for size in inputs:
            product *= size
        total += units * (product + one_unit)
    return total
