# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u08-cnn-layers, u08-cnn-learns, u08-accuracy-share, u08-dataset-plain, u08-dataset-training, u08-folder-pictures, u08-folder-labels, u08-augment-moves, u08-augment-keeps, u08-train-model, u08-train-accuracy, u08-shifted-mean]
# needs_person: false
# base: release
# demo: true
