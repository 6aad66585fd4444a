# title: The numbers are right, but the arrays that were handed over are changed
# language: en
# mark: 14
# fails: [u01-scale-other]
# needs_person: false

# %% u01-scale
def scale(train, other):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    for rows in (train, other):
        rows -= mean
        rows /= deviation
    return train, other
