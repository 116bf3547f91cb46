"""Reads environment variables and HTTP routes from the source files in a wheel. Nothing of the wheel is run.

usage: read_wheel.py WHEEL < scope.json > facts.json

The scope says where to look, since a wheel holds more programs than the server:
  routes     path prefixes of the files that register the routes of the server
  variables  path prefixes of the files that read its environment
"""

import ast
import json
import sys
import zipfile

METHODS = {"get", "post", "put", "delete", "patch", "head", "options"}
# What FastAPI registers on its own unless it is told not to.
FASTAPI = ["GET /openapi.json", "GET /docs", "GET /docs/oauth2-redirect", "GET /redoc"]


def text(node):
    """The string that an expression is, or falls back to: os.environ.get("NAME", "/path")."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("os.environ.get", "os.getenv") and len(node.args) == 2:
        return text(node.args[1])
    return None


def keyword(call, name):
    return next((entry.value for entry in call.keywords if entry.arg == name), None)


def methods_of(call, kind):
    if kind == "websocket":
        return ["GET"]  # the request that opens a WebSocket
    if kind in METHODS:
        return [kind.upper()]
    listed = keyword(call, "methods")
    if listed is None:
        return ["GET"]
    return [item.value for item in listed.elts] if isinstance(listed, (ast.List, ast.Tuple)) else None


def routes_of(tree, file):
    """Routes as `METHOD /path`, and registrations that cannot be read as text."""
    found, unread = [], []
    decorators = {id(d) for node in ast.walk(tree) if hasattr(node, "decorator_list") for d in node.decorator_list}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
        if name == "FastAPI":
            found += FASTAPI
            continue
        decorates = id(call) in decorators and name in METHODS | {"api_route", "websocket"}
        if not (decorates or name in ("add_api_route", "add_route", "add_api_websocket_route", "mount", "Mount", "Route")):
            continue
        path = text(call.args[0]) if call.args else None
        methods = methods_of(call, "websocket" if "websocket" in name else name)
        if path is not None and not path.startswith("/"):
            continue  # another library's `mount` or `get`
        if path is None or methods is None:
            unread.append(f"{file}: {ast.unparse(call)[:120]}")
        else:
            found += [f"{method} {path}" for method in methods]
    return found, unread


def variables_of(tree):
    """Names in upper case: keys of tables, fields of settings classes, arguments of os.environ.get and os.getenv."""
    found = []
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Dict):
            names = [text(key) for key in node.keys if key is not None]
        elif isinstance(node, ast.Call) and node.args:
            names = [text(node.args[0])]
        elif isinstance(node, ast.Subscript):
            names = [text(node.slice)]
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
        found += [name for name in names if name and name.isupper() and name.replace("_", "").isalnum()]
    return found


def main():
    scope = json.load(sys.stdin)
    facts = {"variables": set(), "routes": set(), "unread": []}
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        for file in wheel.namelist():
            if not file.endswith(".py"):
                continue
            if not file.startswith(tuple(scope["routes"] + scope["variables"])):
                continue
            tree = ast.parse(wheel.read(file))
            if file.startswith(tuple(scope["variables"])):
                facts["variables"].update(variables_of(tree))
            if file.startswith(tuple(scope["routes"])):
                found, unread = routes_of(tree, file)
                facts["routes"].update(found)
                facts["unread"] += unread
    json.dump({key: sorted(value) for key, value in facts.items()}, sys.stdout)


main()
