# title: A script under the name of the notebook
# language: ru
# fails: []
# needs_person: true
# file: not-a-notebook
# demo: true

# Ноутбук не сохранился, отправляю код отдельным файлом.
import keras

print(keras.__version__)
