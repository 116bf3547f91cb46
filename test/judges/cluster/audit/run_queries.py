"""Runs SQL over audit events with SQLite, which reads the same text as Simple Log Service does.

Functions of Presto that SQLite lacks are defined here. Input: {"events": [...], "queries": {id: sql}, "layout": ...};
output: {id: [auditID, ...]}. A log store keeps an event either as one column a top-level field, objects as JSON, or with
the scalars of objects as columns of their own (`user.username`): "roots" and "paths".
"""

import json
import re
import sqlite3
import sys

PATHS = [
    "user.username",
    "impersonatedUser.username",
    "objectRef.resource",
    "objectRef.subresource",
    "responseStatus.code",
    "responseStatus.message",
]
ROOTS = ["user", "impersonatedUser", "objectRef", "responseStatus"]
PLAIN = ["auditID", "stage", "verb", "requestURI", "requestObject", "responseObject"]


def text(value):
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def at(event, path):
    value = event
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def row(event, layout):
    roots = [text(event.get(name)) if layout == "roots" else None for name in ROOTS]
    paths = [at(event, path) if layout == "paths" else None for path in PATHS]
    return [text(event.get(name)) for name in PLAIN] + roots + paths


def json_extract_scalar(value, path):
    found = at(json.loads(value), path.removeprefix("$.")) if value else None
    return None if isinstance(found, (dict, list)) or found is None else str(found)


def main():
    given = json.load(sys.stdin)
    database = sqlite3.connect(":memory:")
    database.create_function("regexp_like", 2, lambda value, pattern: re.search(pattern, value) is not None)
    database.create_function("json_extract_scalar", 2, json_extract_scalar)
    columns = PLAIN + ROOTS + PATHS
    database.execute("create table log (%s)" % ", ".join('"%s"' % column for column in columns))
    insert = "insert into log values (%s)" % ", ".join("?" * len(columns))
    database.executemany(insert, [row(event, given["layout"]) for event in given["events"]])
    found = {id: sorted({line[0] for line in database.execute(sql)}) for id, sql in given["queries"].items()}
    json.dump(found, sys.stdout)


main()
