# title: Shares in place of counts
# language: ru
# mark: 18
# fails: [u04-confusion-counts, u04-confusion-size]
# needs_person: false

# %% u04-confusion
def confusion(y, p):
    k = max(y.max(), p.max()) + 1
    table = np.zeros((k, k))
    for i, j in zip(y, p):
        table[i, j] += 1
    return table / len(y)
