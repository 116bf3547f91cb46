"""Says which names and numbers Jinja's lexer finds in templates, or null for those that it cannot read.

Reads a JSON list of templates from the standard input, and prints a list of lists.
"""

import json
import sys

from jinja2 import Environment, TemplateSyntaxError

environment = Environment(extensions=["jinja2.ext.loopcontrols"])


def names(template: str):
    try:
        environment.parse(template)  # the lexer alone takes what ends within an expression
        stream = environment._tokenize(template, None)
        found = []
        while not stream.eos:
            if stream.current.type in ("name", "integer", "float", "string"):
                found.append([stream.current.type, str(stream.current.value)])
            next(stream)
        return found
    except (TemplateSyntaxError, SyntaxError, ValueError):  # Python may not read a number that Jinja takes for one
        return None


print(json.dumps([names(template) for template in json.load(sys.stdin)]))
