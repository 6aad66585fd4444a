# title: The sets have 50, 25 and 25 % of the rows
# language: en
# mark: 14
# fails: [u01-split-parts]
# needs_person: false

# %% u01-split
def split_data(x, y):
    order = np.random.permutation(len(x))
    a, b = len(x) // 2, len(x) * 3 // 4
    return tuple((x[rows], y[rows]) for rows in np.split(order, [a, b]))
