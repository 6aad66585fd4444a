# title: The solution itself
# language: ru
# mark: 20
# fails: []
# needs_person: false
# demo: true
