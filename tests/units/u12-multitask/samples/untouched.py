# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u12-targets-features, u12-targets-answers, u12-model-outputs, u12-model-trunk, u12-compile-losses, u12-compile-weights, u12-compile-metrics, u12-train-reaches, u12-train-history, u12-evaluate-mpg, u12-evaluate-origin, u12-digits-reaches]
# needs_person: false
# base: release
# demo: true
