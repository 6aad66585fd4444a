"""How many hostile submissions there are, by family.

python -m tests.attacks.count
"""

from tests.attacks.attack import families

if __name__ == "__main__":
    found = families()
    for family, attacks in found.items():
        print(f"{len(attacks):4}  {family}")
    print(f"{sum(map(len, found.values())):4}  in all, each at the levels namespaces and landlock")
