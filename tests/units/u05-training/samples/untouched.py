# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u05-compile-settings, u05-compile-loss, u05-steps-count, u05-explicit-train, u05-explicit-validation, u05-split-rows, u05-split-labels, u05-best-number, u05-gap-number, u05-generator-train, u05-generator-validation]
# needs_person: false
# base: release
# demo: true
