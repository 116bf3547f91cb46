"""
Runs the parser of an engine, from its published wheel: engine_parser.py ENGINE WHEEL PACKAGES

Reads argument lists as JSON from its input. Writes the options of the parser, and for each list what the parser makes of
it. Values stay texts: what is judged is which option a word means and which of several counts.
"""

import argparse
import contextlib
import io
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import stand_ins  # noqa: E402

LIBRARIES = {
    "sglang": "PIL numpy orjson psutil pybase64 requests sglang.srt.distributed starlette torch triton zmq",
    "vllm": "PIL aiohttp cachetools cbor2 cloudpickle cpuinfo fastapi huggingface_hub numpy openai openai_harmony "
    "partial_json_parser prometheus_client psutil pybase64 requests safetensors torch transformers urllib3 uvloop "
    "vllm._custom_ops vllm.config.quantization vllm.distributed vllm.ir vllm.kernels vllm.model_executor "
    "vllm.platforms vllm.v1.sample zmq",
}


class Refused(Exception):
    pass


def refuse(parser, message):
    raise Refused(message)


def sglang_parser():
    from sglang.srt.server_args import ServerArgs
    from sglang.srt.utils.server_args_config_parser import ConfigArgumentMerger

    parser = argparse.ArgumentParser(prog="sglang")
    ServerArgs.add_cli_args(parser)

    def parse(words):
        words = ["--model-path", "m", *words]
        if "--config" in words:  # as prepare_server_args does
            words = ConfigArgumentMerger(parser).merge_config_with_args(words)
        found = parser.parse_args(words)
        record = ServerArgs.from_cli_args(found)
        return {**vars(found), **{name: getattr(record, name) for name in vars(found) if hasattr(record, name)}}

    return parser, parse


def vllm_parser():
    from vllm.entrypoints.common.cli_args import make_arg_parser
    from vllm.utils.argparse_utils import FlexibleArgumentParser

    program = FlexibleArgumentParser(prog="vllm")
    serve = make_arg_parser(program.add_subparsers(dest="subparser").add_parser("serve"))
    return serve, lambda words: vars(program.parse_args(["serve", "m", *words]))


def described(parser):
    options = []
    for action in parser._actions:
        spellings = [name for name, owner in parser._option_string_actions.items() if owner is action]
        off = getattr(action, "negative_option_strings", None)
        if off is None and isinstance(action, argparse.BooleanOptionalAction):
            off = [name for name in spellings if name.startswith("--no-")]
        if spellings:
            options.append(
                {
                    "dest": action.dest,
                    "on": [name for name in spellings if name not in (off or [])],
                    "off": sorted(off or []),
                    "nargs": action.nargs,
                    "action": type(action).__name__,
                }
            )
    return options


def outcome(parse, defaults, words):
    try:
        found = parse(words)
    except (Refused, ValueError) as error:
        return {"refused": str(error)}
    return {"values": {name: value for name, value in found.items() if defaults.get(name) != value}}


def main():
    engine, wheel, packages = sys.argv[1:]
    sys.path[:0] = [wheel, packages]
    stand_ins.without_init(engine, f"{wheel}/{engine}")
    stand_ins.install(LIBRARIES[engine].split())
    argparse.ArgumentParser.error = refuse
    with contextlib.redirect_stdout(io.StringIO()):
        parser, parse = {"sglang": sglang_parser, "vllm": vllm_parser}[engine]()
        for action in parser._actions:
            action.type = None
            action.choices = None
            action.default = None
        defaults = parse([])
        results = [outcome(parse, defaults, words) for words in json.load(sys.stdin)]
    json.dump({"options": described(parser), "results": results}, sys.stdout, default=str)


main()
