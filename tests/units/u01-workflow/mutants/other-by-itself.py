# title: Each array is standardised by its own means and deviations
# language: ru
# mark: 14
# fails: [u01-scale-other]
# needs_person: false

# %% u01-scale
from sklearn.preprocessing import StandardScaler


def scale(train, other):
    scaler = StandardScaler()
    train_scaled = scaler.fit_transform(train)
    other_scaled = scaler.fit_transform(other)
    return train_scaled, other_scaled
