# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u15-read-quarter, u15-read-half, u15-read-three-quarters]
# needs_person: false
# base: release
# demo: true
