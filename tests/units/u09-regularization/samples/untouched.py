# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u09-l2-output, u09-l2-penalty, u09-l2-biases, u09-penalty-sum, u09-penalty-kinds, u09-dropout-output, u09-dropout-layer, u09-dropout-training, u09-dropout-inference, u09-gap-number, u09-gap-short, u09-choose-best, u09-choose-equal]
# needs_person: false
# base: release
# demo: true
