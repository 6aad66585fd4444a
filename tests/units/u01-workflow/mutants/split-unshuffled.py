# title: "The sorted rows are cut as they are: the test set has one class"
# language: ru
# mark: 15
# fails: [u01-split-classes]
# needs_person: false

# %% u01-split
def split_data(x, y):
    a = int(len(x) * 0.6)
    b = int(len(x) * 0.8)
    return (x[:a], y[:a]), (x[a:b], y[a:b]), (x[b:], y[b:])
