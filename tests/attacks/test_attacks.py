"""No hostile submission gains a point, reads a secret, touches another's work or stops a class.

All are graded as one class with honest submissions among them, once as each user and at each level, inside
an outer layer of its own. `AUTOGRADE_ATTACK_USERS=ordinary,root` adds root (`make attacks`);
`AUTOGRADE_ATTACK_FAMILIES=tampering,pages` leaves the other families out.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from tests import outer
from tests.attacks.arena import BREACH, HONEST
from tests.attacks.attack import FULL, families

USERS = [
    user for user in os.environ.get("AUTOGRADE_ATTACK_USERS", "ordinary").split(",") if outer.available(user)
]
LEVELS = ("namespaces", "landlock")
FAMILIES = os.environ.get("AUTOGRADE_ATTACK_FAMILIES", "").split(",")
ATTACKS = [
    (family, attack)
    for family, found in families().items()
    for attack in found
    if FAMILIES == [""] or family in FAMILIES
]
SLOWEST_SECONDS = 60  # of one submission: nothing here may hold up a class

pytestmark = [
    pytest.mark.parametrize("user", USERS),
    pytest.mark.parametrize("level", LEVELS),
]


@cache
def classes():
    """Begin to grade all classes, two at a time: most of what they do is wait."""
    pool = ThreadPoolExecutor(2)
    arena = ["-m", "tests.attacks.arena", *(f"{family}-{attack.name}" for family, attack in ATTACKS)]
    return {
        (user, level): pool.submit(outer.run, arena, user=user, level=level, timeout_seconds=1500)
        for user in USERS
        for level in LEVELS
    }


@cache
def seen(user, level):
    """Return what was seen of the whole class."""
    done = classes()[user, level].result()
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def problems(attack, found):
    """Return what an attack has gained."""
    if found is None:
        return ["it has no mark at all"]
    gained = [f"read {word}" for word in found["leaked"]]
    gained += [line for line in found["printed"].split("\\n") if BREACH in line]
    gained += found["found"]
    gained += [f"on the page: {part}" for part in found["active"]]
    gained += [f"a link in autograded/: {path}" for path in found["links"]]
    if found["person"] != attack.person:
        gained.append(f"needs a person: {found['person']} ({found['reason']})")
    if not attack.person and found["score"] != attack.earns:
        gained.append(f"{found['score']} points instead of {attack.earns}")
    if attack.person and found["score"]:
        gained.append(f"{found['score']} points before a person has looked")
    if not found["page"]:
        gained.append("no feedback page")
    told = f"{found['text']} {found['reason']}"
    gained += [f"nobody is told {words!r}" for words in attack.says if words not in told]
    if attack.tried and not attack.person and "TRIED" not in found["printed"]:
        gained.append(f"the attempt was never made: {found['printed'][:1000]}")
    if found["seconds"] > SLOWEST_SECONDS:
        gained.append(f"took {found['seconds']} s")
    return gained


@pytest.mark.parametrize(("family", "attack"), ATTACKS, ids=[f"{f}-{a.name}" for f, a in ATTACKS])
def test_it_gains_nothing(user, level, family, attack):
    whole = seen(user, level)
    assert problems(attack, whole["seen"].get(f"{family}-{attack.name}")) == []


def test_the_class_comes_to_its_end_at_the_level_that_is_claimed(user, level):
    whole = seen(user, level)
    assert whole["level"] == level
    assert len(whole["seen"]) == len(ATTACKS) + len(HONEST)


def test_honest_work_among_them_gets_its_marks(user, level):
    whole = seen(user, level)
    for name in HONEST:
        found = whole["seen"][name]
        assert (found["score"], found["person"], found["found"]) == (FULL, False, [])


def test_nothing_is_left(user, level):
    assert seen(user, level)["left"] == []
