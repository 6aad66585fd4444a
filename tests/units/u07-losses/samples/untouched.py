# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u07-optimizers-adam, u07-optimizers-sgd, u07-optimizers-rmsprop, u07-mse-value, u07-mse-gradient, u07-asymmetric-value, u07-asymmetric-file, u07-r2-batches, u07-r2-evaluate, u07-schedule-rates, u07-schedule-in-use, u07-compile-optimizer, u07-compile-loss, u07-compile-metric]
# needs_person: false
# base: release
# demo: true
