"""What is refused is nothing that honest notebooks need: each of these cells runs without an error."""

import json

import pytest

from tests import outer

CELLS = {
    "training, with all that Keras writes": """
import os, keras, numpy as np
x, y = np.random.rand(64, 4), np.random.rand(64, 1)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dense(1)])
model.compile("adam", "mse")
written = [keras.callbacks.TensorBoard("logs"), keras.callbacks.ModelCheckpoint("best.keras"),
           keras.callbacks.BackupAndRestore("backup"), keras.callbacks.CSVLogger("log.csv")]
model.fit(x, y, verbose=0, callbacks=written)""",
    "saving and loading": """
model.save("m.keras")
model.save("m.h5")
model.save_weights("m.weights.h5")
model.export("exported", verbose=False)
assert keras.models.load_model("m.keras").predict(x, verbose=0).shape == (64, 1)""",
    "a search by Keras Tuner": """
import keras_tuner

def build(hp):
    made = keras.Sequential([keras.Input((4,)), keras.layers.Dense(hp.Int("u", 1, 4)), keras.layers.Dense(1)])
    made.compile("adam", "mse")
    return made

tuner = keras_tuner.RandomSearch(build, "val_loss", max_trials=1, directory="tune", project_name="x")
tuner.search(x, y, validation_data=(x, y), epochs=1, verbose=0)
tuner.get_best_models(1)""",
    "arrays in files": """
np.save("a.npy", x)
np.savez("a.npz", x=x)
assert (np.load("a.npy", mmap_mode="r") == x).all()
mapped = np.memmap("b.dat", dtype="float32", mode="w+", shape=(10, 10))
mapped[:] = 1
mapped.flush()
import h5py
with h5py.File("x.h5", "w") as file:
    file["a"] = x
with h5py.File("x.h5", "a") as file:
    file["b"] = x""",
    "copies, archives, temporary files": """
import shutil, tarfile, tempfile, zipfile
os.close(tempfile.mkstemp()[0])
tempfile.TemporaryFile().write(b"x" * 100_000)
with tempfile.TemporaryDirectory() as folder:
    os.makedirs(folder + "/p/q", mode=0o700)
    shutil.copy("a.npy", folder + "/p")
    shutil.copy2("a.npy", folder + "/p/q")
    shutil.copystat("a.npy", folder + "/p/a.npy")
    shutil.copytree(folder + "/p", folder + "/p2")
    shutil.copytree(os.path.dirname(tarfile.__file__) + "/json", "package")
    for kind, opened in (("zip", zipfile.ZipFile), ("gztar", tarfile.open)):
        opened(shutil.make_archive(folder + "/packed", kind, folder + "/p")).extractall(folder + "/" + kind)
os.chmod("a.npy", 0o600)
os.utime("a.npy")
os.makedirs("a/b", exist_ok=True)""",
    "pictures": """
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.savefig("f.png")
plt.show()""",
    "pipelines and compiled functions": """
import tensorflow as tf
data = tf.data.Dataset.from_tensor_slices((x, y)).cache("cached").shuffle(10).batch(8).prefetch(2)
model.fit(data, verbose=0, shuffle=False)

@tf.function(jit_compile=True)
def square(values):
    return tf.reduce_sum(values * values)

square(tf.constant(x))""",
    "workers of Keras": """
class Batches(keras.utils.PyDataset):
    def __len__(self):
        return 4

    def __getitem__(self, place):
        return x[:8], y[:8]

model.fit(Batches(workers=2, max_queue_size=2), verbose=0)
model.fit(Batches(workers=2, max_queue_size=2, use_multiprocessing=True), verbose=0)""",
    "programs": """
import subprocess
said = subprocess.run("cp -p a.npy b.npy && touch b.npy c && mv c d && ls -l d",
                      shell=True, capture_output=True)
assert said.returncode == 0 and not said.stderr, said
!echo hello
listed = !ls
assert "d" in listed""",
    "loops and threads": """
import asyncio, threading

async def ask():
    process = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
    return (await process.communicate(b"x"))[0]

assert await ask() == b"x"
found = []
thread = threading.Thread(target=lambda: found.append(asyncio.run(asyncio.sleep(0, 3))))
thread.start()
thread.join()
assert found == [3]""",
    "processes that talk through pipes": """
import multiprocessing

context = multiprocessing.get_context("fork")
one, other = context.Pipe()
process = context.Process(target=other.send, args=(5,))
process.start()
assert one.recv() == 5
process.join()""",
    "processes that share locks, values and work": """
from concurrent.futures import ProcessPoolExecutor

value = context.Value("i", 0)

def add():
    for _ in range(1000):
        with value.get_lock():
            value.value += 1

adding = [context.Process(target=add) for _ in range(3)]
[process.start() for process in adding]
[process.join() for process in adding]
assert value.value == 3000
with context.Pool(2) as pool:
    assert pool.map(abs, [-1, 2]) == [1, 2]
with ProcessPoolExecutor(2, context) as pool:
    assert list(pool.map(abs, [-1, 2])) == [1, 2]""",
    "a database": """
import sqlite3
with sqlite3.connect("db.sqlite") as opened:
    opened.execute("create table t (a)")""",
}
PROGRAM = """
import json, sys
from nbformat.v4 import new_code_cell, new_notebook
from autograde.engine import run
from autograde.job import Job, Limits
cells = [new_code_cell(source) for source in json.loads(sys.argv[1])]
result = run(Job(new_notebook(cells=cells), limits=Limits(cell_timeout_seconds=60)))
assert result.status == "finished", result.reason
errors = [[o.evalue for o in cell.outputs if o.output_type == "error"] for cell in result.notebook.cells]
print(json.dumps(errors))
"""


@pytest.mark.parametrize("level", ["namespaces", "landlock"])
def test_honest_cells_run(level):
    told = json.dumps([source.strip() for source in CELLS.values()])
    done = outer.run(["-c", PROGRAM, told], user="ordinary", level=level, timeout_seconds=300)
    assert done.returncode == 0, done.stderr[-3000:]
    errors = dict(zip(CELLS, json.loads(done.stdout.strip().splitlines()[-1]), strict=True))
    assert {name: said for name, said in errors.items() if said} == {}
