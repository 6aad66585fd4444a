# title: "No random numbers: of every five rows three train, one validates, one tests"
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u01-split
def split_data(x, y):
    turn = np.arange(len(x)) % 5
    val, test, train = turn == 0, turn == 1, turn > 1
    return (x[train], y[train]), (x[val], y[val]), (x[test], y[test])
