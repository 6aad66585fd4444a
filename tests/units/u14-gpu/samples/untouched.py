# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u14-available-list, u14-growth-each, u14-place-device, u14-place-result, u14-conv-sum, u14-conv-device, u14-benchmark-runs, u14-benchmark-method, u14-speedup-ratio, u14-mixed-layers, u14-mixed-output, u14-outrun-bonus]
# needs_person: false
# base: release
# demo: true
