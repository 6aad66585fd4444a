# title: A PyDataset of one's own
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-dataset
class Batches(keras.utils.PyDataset):
    def __init__(self, x, y, training):
        super().__init__()
        self.x, self.y, self.training = x, y, training
        self.on_epoch_end()

    def __len__(self):
        return -(-len(self.x) // 32)

    def on_epoch_end(self):
        self.order = np.random.permutation(len(self.x)) if self.training else np.arange(len(self.x))

    def __getitem__(self, number):
        rows = self.order[32 * number : 32 * number + 32]
        images = self.x[rows][..., np.newaxis] / 255
        return (shake(images) if self.training else images), self.y[rows]


def make_dataset(x, y, training):
    return Batches(x, y, training)
