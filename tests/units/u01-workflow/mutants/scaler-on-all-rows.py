# title: The means and deviations come from all rows, not from the training rows
# language: en
# mark: 14
# fails: [u01-scale-other]
# needs_person: false
# demo: true

# %% u01-scale
def scale(train, other):
    everything = np.concatenate([train, other])
    mean, deviation = everything.mean(axis=0), everything.std(axis=0)
    return (train - mean) / deviation, (other - mean) / deviation


# %% [markdown] u01-three-sets
# We train on the training set, tune on the validation set and check on the test set. 0.99 is too good to be true,
# the model has probably overfitted.
