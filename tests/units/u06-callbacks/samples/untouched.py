# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u06-best-value, u06-stopping-epoch, u06-stopping-weights, u06-checkpoint-epochs, u06-checkpoint-names, u06-plateau-rates, u06-plateau-lowest, u06-stop-at-goal, u06-stop-at-else, u06-fit-stops, u06-fit-best, u06-patient-bonus]
# needs_person: false
# base: release
# demo: true
