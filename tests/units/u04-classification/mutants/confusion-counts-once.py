# title: Pairs that occur several times are counted once
# language: en
# mark: 18
# fails: [u04-confusion-counts, u04-confusion-size]
# needs_person: false

# %% u04-confusion
def confusion(y, p):
    k = max(y.max(), p.max()) + 1
    table = np.zeros((k, k), dtype=int)
    table[y, p] += 1
    return table
