# title: from_logits=True after a softmax
# language: en
# mark: 15
# fails: [u05-compile-loss]
# needs_person: false

# %% u05-compile
def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
