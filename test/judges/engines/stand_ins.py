"""
Stands in for libraries that the modules of a parser import, and that parsing does not use: PyTorch alone is larger than
all other packages of the judges together. A module is only replaced by its name, which `engine_parser.py` lists.
"""

import abc
import importlib.abc
import importlib.machinery
import sys
import types
import typing


class AnyClass(abc.ABCMeta):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return stand_in(f"{cls.__module__}.{name}")

    def __or__(cls, other):
        return typing.Union[cls, other]

    def __ror__(cls, other):
        return typing.Union[other, cls]

    def __iter__(cls):
        return iter(())


class Anything(metaclass=AnyClass):
    """A class, a decorator and a value without content."""

    def __init__(self, *args, **kwargs):
        pass

    def __init_subclass__(cls, **kwargs):
        pass

    def __class_getitem__(cls, item):
        return cls

    def __call__(self, *args, **kwargs):
        return args[0] if len(args) == 1 and callable(args[0]) else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __iter__(self):
        return iter(())

    def __bool__(self):
        return False

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return {"type": "any"}


def stand_in(path):
    return AnyClass(path.rsplit(".", 1)[-1], (Anything,), {"__module__": path})


class AnyModule(types.ModuleType):
    __version__ = "9.0.0"
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = stand_in(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names):
        self.names = names

    def find_spec(self, name, path=None, target=None):
        replaced = any(name == each or name.startswith(each + ".") for each in self.names)
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if replaced else None

    def create_module(self, spec):
        return AnyModule(spec.name)

    def exec_module(self, module):
        pass


def install(names):
    sys.meta_path.insert(0, Finder(names))


def without_init(name, directory):
    """A package whose __init__, which starts libraries, is left out."""
    package = types.ModuleType(name)
    package.__path__ = [directory]
    sys.modules[name] = package
