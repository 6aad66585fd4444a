# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u03-prepare-features, u03-prepare-origin, u03-prepare-target, u03-mae-number, u03-mae-column, u03-baseline-mean, u03-build-layers, u03-build-compile, u03-train-reaches, u03-train-history, u03-predict-rows, u03-scaling-model]
# needs_person: false
# base: release
# demo: true
