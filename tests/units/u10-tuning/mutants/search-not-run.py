# title: The search is not run
# language: en
# mark: 18
# fails: [u10-search-train, u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    print("searching", tuner, epochs)
