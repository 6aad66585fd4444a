# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u13-full-file, u13-full-optimizer, u13-reload-keras, u13-reload-h5, u13-resume-model, u13-resume-optimizer, u13-weights-file, u13-json-layers, u13-custom-model]
# needs_person: false
# base: release
# demo: true
