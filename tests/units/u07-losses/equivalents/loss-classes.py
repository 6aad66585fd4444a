# title: Subclasses of Loss
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u07-mse
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.square(y_true - y_pred)


custom_mse = SquaredError()


# %% u07-asymmetric
@keras.saving.register_keras_serializable(package="mine", name="asymmetric")
class Asymmetric(keras.losses.Loss):
    def __init__(self, factor=3.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, y_true, y_pred):
        error = y_pred - y_true
        return ops.where(error > 0, self.factor * error, -error)

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


asymmetric_loss = Asymmetric()
