# title: prepare, MAE and baseline in loops, with lists
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u03-prepare
def prepare(frame):
    rows = []
    for i in range(len(frame["mpg"])):
        row = [float(frame[name][i]) for name in MEASUREMENTS]
        for number in (1, 2, 3):
            row.append(1.0 if frame["origin"][i] == number else 0.0)
        rows.append(row)
    return rows, list(frame["mpg"])


# %% u03-mae
def mean_absolute_error(y, p):
    total = 0.0
    for i in range(len(y)):
        total += abs(float(y[i]) - float(np.ravel(p)[i]))
    return total / len(y)


# %% u03-baseline
def baseline_mae(y_train, y_test):
    guess = sum(y_train) / len(y_train)
    return sum(abs(y - guess) for y in y_test) / len(y_test)
