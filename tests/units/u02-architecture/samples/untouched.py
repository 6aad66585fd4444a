# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u02-dense-units, u02-dense-relu, u02-mlp-output, u02-mlp-weights, u02-mlp-computes, u02-add-kept, u02-add-output, u02-add-dropout, u02-functional-output, u02-functional-skip, u02-initialised-kernel, u02-initialised-bias, u02-cnn-output, u02-cnn-computes, u02-cnn-dropout, u02-count-dense, u02-count-conv]
# needs_person: false
# base: release
# demo: true
