# title: Metrics of Keras and scikit-learn, targets as lists of numbers
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u12-targets
def make_targets(frame):
    x = np.array([[frame[name][row] for name in MEASUREMENTS] for row in range(len(frame["mpg"]))])
    return x, {"mpg": list(frame["mpg"]), "origin": [int(number) - 1 for number in frame["origin"]]}


# %% u12-evaluate
def evaluate_heads(model, x, targets):
    model.compile(
        loss=["mse", "sparse_categorical_crossentropy"], metrics={"mpg": "mae", "origin": "accuracy"}
    )
    report = model.evaluate(x, targets, verbose=0, return_dict=True)
    return {"mpg": report["mpg_mae"], "origin": report["origin_accuracy"]}
