# title: StandardScaler of scikit-learn inside scale
# language: ru
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u01-scale
from sklearn.preprocessing import StandardScaler


def scale(train, other):
    # среднее и отклонение считаем только по обучающей части
    scaler = StandardScaler().fit(train)
    return scaler.transform(train), scaler.transform(other)
