# title: A subclass of LearningRateSchedule
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u07-schedule
class Halving(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        return 0.05 * 0.5 ** (ops.cast(step, "float32") / 200)

    def get_config(self):
        return {}


def make_lr_schedule():
    return Halving()
