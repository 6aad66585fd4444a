# title: The model of the search, as it was
# language: en
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    return tuner.get_best_models(1)[0]
