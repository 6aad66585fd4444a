# title: The size comes from the true labels alone
# language: ru
# mark: 19
# fails: [u04-confusion-size]
# needs_person: false

# %% u04-confusion
def confusion(y, p):
    k = y.max() + 1
    table = np.zeros((k, k), dtype=int)
    for i in range(len(y)):
        table[y[i], p[i]] += 1
    return table
