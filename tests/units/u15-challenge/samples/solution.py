# title: The solution itself
# language: ru
# mark: 0
# fails: []
# needs_person: false
# demo: true
