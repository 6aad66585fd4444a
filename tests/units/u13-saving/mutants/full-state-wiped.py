# title: A copy that is compiled in the same way, whose optimizer remembers nothing
# language: ru
# mark: 18
# fails: [u13-full-optimizer]
# needs_person: false

# %% u13-full
def save_full(model, path):
    copy = keras.Sequential.from_config(model.get_config())
    copy.set_weights(model.get_weights())
    copy.compile_from_config(model.get_compile_config())
    copy.save(path + ".keras")
