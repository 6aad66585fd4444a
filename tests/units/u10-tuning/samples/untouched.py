# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u10-space-units, u10-space-hidden, u10-space-rate, u10-space-model, u10-tuner-space, u10-tuner-objective, u10-tuner-trials, u10-tuner-folder, u10-search-train, u10-search-val, u10-records-count, u10-records-values, u10-records-model, u10-retrain-model, u10-hyperband-plan, u10-hyperband-records]
# needs_person: false
# base: release
# demo: true
