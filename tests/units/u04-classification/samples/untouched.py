# title: The release as it was handed out
# language: en
# mark: 0
# fails: [u04-binary-layers, u04-binary-loss, u04-binary-learns, u04-onehot-rows, u04-onehot-columns, u04-loss-probabilities, u04-loss-logits, u04-multi-layers, u04-multi-loss, u04-multi-learns, u04-predict-several, u04-predict-one, u04-confusion-counts, u04-confusion-size]
# needs_person: false
# base: release
# demo: true
