# title: VGG16's own classifier, cut to the number of classes
# language: ru
# mark: 15
# fails: [u11-vgg-layers]
# needs_person: false

# %% u11-vgg
def vgg_head(classes):
    return keras.applications.VGG16(weights=None, classes=classes, input_shape=(64, 64, 3))
