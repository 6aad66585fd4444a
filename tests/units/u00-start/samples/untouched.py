# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u00-neuron-number]
# needs_person: false
# base: release
# demo: true
