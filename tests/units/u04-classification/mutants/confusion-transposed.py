# title: "Rows are predicted, columns are true"
# language: ru
# mark: 18
# fails: [u04-confusion-counts, u04-confusion-size]
# needs_person: false

# %% u04-confusion
def confusion(y, p):
    k = max(max(y), max(p)) + 1
    table = np.zeros((k, k), dtype=int)
    np.add.at(table, (p, y), 1)
    return table
