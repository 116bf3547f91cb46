"""Renders generated chat templates in the sandbox of Jinja. Arguments: how many, and the seed.

Prints JSON: a list of [template, what the sandbox stopped]. Most stop nothing, and many fail for other reasons.
"""

import json
import random
import sys

from jinja2 import ChainableUndefined
from jinja2.sandbox import SandboxedEnvironment

NAMES = """__class__ __globals__ __init__ __mro__ __subclasses__ __dict__ gi_frame gi_code f_globals func_globals mro
 _environment _func content role name append update pop get items strip split format format_map""".split()
HARMFUL = [name for name in NAMES if "_" in name]
ATOMS = """m messages[0] messages m.content m['role'] '' [] {} (1) range dict namespace lipsum cycler joiner self
 raise_exception strftime_now tools bos_token ns.value k loop mac undefined_name""".split()
FILTERS = ["|list", "|first", "|string", "|length", "|lower", "|trim", "|tojson", "|items|list"]
SEEN = []


class Recorder(SandboxedEnvironment):
    def unsafe_undefined(self, obj, attribute):
        SEEN.append(f"{type(obj).__name__}.{attribute}")
        return super().unsafe_undefined(obj, attribute)

    def is_safe_callable(self, obj):
        is_safe = super().is_safe_callable(obj)
        if not is_safe:
            SEEN.append(f"call of {obj!r}"[:80])
        return is_safe


def access(source: random.Random) -> str:
    name = source.choice(NAMES if source.random() < 0.3 else HARMFUL)
    half = source.randrange(1, len(name))
    left, right = name[:half], name[half:]
    return source.choice(
        [
            f".{name}",
            f".{name}()",
            f".{name}('a')",
            f"['{name}']",
            f"['{left}' ~ '{right}']",
            f"['{left}' '{right}']",
            f"['{name[::-1]}'[::-1]]",
            f"['{name.upper()}'|lower]",
            f"['%s{right}' % '{left}']",
            f"['{left}' ~ '{right}' ~ -0|replace('0', '')]",
            f"['{left}'[0:] ~ '{right}']",
            "[0-0or k]",
            "[k if 1else 0-0]",
            f"[['{left}', '{right}']|join]",
            f"|attr('{name}')",
            f"|map(attribute='{name}')|list",
            f"|map('attr', '{name}')|list",
            f"|selectattr('{name}')|list",
            "[k]",
            "[ns.value]",
            "[0]",
            "()",
        ]
    )


def expression(source: random.Random) -> str:
    text = source.choice(ATOMS)
    for _ in range(source.randrange(4)):
        text += source.choice(FILTERS) if source.random() < 0.2 else access(source)
    return text


def template(source: random.Random) -> str:
    name = source.choice(HARMFUL)
    half = source.randrange(1, len(name))
    setup = source.choice(
        [
            "",
            f"{{% set k = '{name[:half]}' ~ '{name[half:]}' %}}",
            f"{{% set ns = namespace(value='{name}') %}}",
            f"{{% set k %}}{name[:half]}{{{{ '{name[half:]}' }}}}{{% endset %}}",
        ]
    )
    inner = expression(source)
    body = source.choice(
        [
            f"{{{{ {inner} }}}}",
            f"{{% set a = {inner} %}}{{{{ a{access(source)} }}}}",
            f"{{% for m in messages %}}{{{{ {inner} }}}}{{% endfor %}}",
            f"{{% for a in [{inner}] %}}{{{{ a{access(source)} }}}}{{% endfor %}}",
            f"{{% macro f(a) %}}{{{{ a{access(source)} }}}}{{% endmacro %}}{{{{ f({inner}) }}}}",
            f"{{% if {inner} %}}{{{{ {expression(source)} }}}}{{% endif %}}",
        ]
    )
    return "{% macro mac() %}{% endmacro %}" + setup + body


def main() -> None:
    source = random.Random(int(sys.argv[2]))
    environment = Recorder(undefined=ChainableUndefined, extensions=["jinja2.ext.loopcontrols"])
    environment.globals.update(raise_exception=lambda text: "", strftime_now=lambda text: "1 Jan")
    results = []
    for _ in range(int(sys.argv[1])):
        # Anew each time, since a template may empty the list of the next one.
        data = {"messages": [{"role": "user", "content": "hello"}], "tools": [{"name": "f"}], "bos_token": "<s>"}
        text = template(source)
        SEEN.clear()
        try:
            environment.from_string(text).render(m=data["messages"][0], **data)
        except Exception:  # generated templates fail in every way there is
            pass
        results.append([text, list(SEEN)])
    print(json.dumps(results))


main()
