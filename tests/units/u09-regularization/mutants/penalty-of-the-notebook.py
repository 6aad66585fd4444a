# title: The penalty of the notebook's own model
# language: ru
# mark: 17
# fails: [u09-penalty-sum, u09-penalty-kinds]
# needs_person: false

# %% u09-penalty
def penalty_value(model):
    return float(
        sum(
            penalised_model(
                (keras.regularizers.L2(0.1), None), (keras.regularizers.L2(0.5), None), seed=201
            ).losses
        )
    )
