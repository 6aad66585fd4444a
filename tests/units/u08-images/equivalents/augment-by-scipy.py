# title: SciPy shifts and turns, picture by picture
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-augment
from scipy import ndimage


def augment(images):
    images = np.asarray(images)
    draw = np.random.default_rng()
    changed = []
    for image in images:
        rows, columns = draw.uniform(-0.15, 0.15, size=2) * image.shape[:2]
        image = ndimage.rotate(image, draw.uniform(-15, 15), reshape=False, order=1, mode="grid-constant")
        changed.append(ndimage.shift(image, (rows, columns, 0), order=1, mode="grid-constant"))
    return np.clip(np.stack(changed), 0, 1)
