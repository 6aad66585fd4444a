# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u11-load-base, u11-freeze-weights, u11-head-output, u11-head-weights, u11-features-array, u11-train-accuracy, u11-train-base, u11-tune-layers, u11-tune-training, u11-vgg-layers, u11-cut-output]
# needs_person: false
# base: release
# demo: true
