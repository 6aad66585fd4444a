# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u01-split-parts, u01-split-classes, u01-scale-train, u01-scale-other, u01-train-fit, u01-train-validation, u01-evaluate-accuracy, u01-evaluate-predict, u01-save-reload]
# needs_person: false
# base: release
# demo: true
