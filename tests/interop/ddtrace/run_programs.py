"""Runs the programs of programs.js, which arrive as JSON on standard input, with the decorators of ddtrace."""

import json
import sys

from ddtrace.llmobs import LLMObs, decorators


class Instance(list):
    __hash__ = None


class Failure(Exception):
    pass


NEW = {"dict": dict, "list": list, "instance": Instance}
# Nothing is forgotten, so that no object gets the address of another.
objects = {name: {} for name in ("shared0", "shared1", "shared2")}


def copy_of(value):
    return list(value.values()) if isinstance(value, dict) else list(value)


def put(value, into):
    if isinstance(into, dict):
        into[str(len(into))] = value
    else:
        into.append(value)


def make(step):
    objects[step["make"]] = made = NEW[step["type"]]()
    for member in copy_of(objects[step["of"]]) if "of" in step else []:
        put(member, made)


def value_of(name):
    return None if name is None else objects[name]


def call(step):
    def body(*args, **kwargs):
        run(step["steps"])
        if step["throws"]:
            raise Failure()
        return value_of(step["result"])

    traced = getattr(decorators, step["kind"])(name=step["call"])(body)
    args = [value_of(name) for name in step["args"]]
    first = len(args) - step["keywords"]
    try:
        result = traced(*args[:first], **{"k%d" % i: value for i, value in enumerate(args[first:])})
        assert result is value_of(step["result"])
    except Failure:
        if not step["catches"]:
            raise


def run(steps):
    for step in steps:
        if "make" in step:
            make(step)
        elif "put" in step:
            put(objects[step["put"]], objects[step["into"]])
        else:
            call(step)


LLMObs.enable(ml_app="parity", integrations_enabled=False, agentless_enabled=False)
for program in json.load(sys.stdin):
    for part in program["parts"]:
        if "root" in part:
            with LLMObs.agent(name=part["root"]):
                run(part["steps"])
        else:
            run(part["steps"])
    LLMObs.flush()
