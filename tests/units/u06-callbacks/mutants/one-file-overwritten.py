# title: One file, written over at each improvement
# language: en
# mark: 16
# fails: [u06-checkpoint-epochs, u06-checkpoint-names]
# needs_person: false
# demo: true

# %% u06-checkpoint
def make_checkpoint(folder):
    return keras.callbacks.ModelCheckpoint(f"{folder}/best.keras", save_best_only=True)
