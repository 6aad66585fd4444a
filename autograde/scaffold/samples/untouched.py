# title: "The release as it was handed out"
# language: en
# mark: 0
# fails: [u99-build-output, u99-build-hidden-layer]
# needs_person: false
# base: release
# demo: true
