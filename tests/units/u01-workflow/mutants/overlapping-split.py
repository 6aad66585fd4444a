# title: Each set is drawn on its own, so the sets share rows
# language: en
# mark: 14
# fails: [u01-split-parts]
# needs_person: false
# demo: true

# %% u01-split
def split_data(x, y):
    def draw(share):
        rows = np.random.choice(len(x), size=round(share * len(x)), replace=False)
        return x[rows], y[rows]

    return draw(0.6), draw(0.2), draw(0.2)
