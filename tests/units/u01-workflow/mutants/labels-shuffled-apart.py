# title: Rows and labels are shuffled in different orders
# language: ru
# mark: 14
# fails: [u01-split-parts]
# needs_person: false

# %% u01-split
def split_data(x, y):
    x = np.random.permutation(x)
    y = np.random.permutation(y)
    a = round(len(x) * 0.6)
    b = round(len(x) * 0.8)
    return (x[:a], y[:a]), (x[a:b], y[a:b]), (x[b:], y[b:])
