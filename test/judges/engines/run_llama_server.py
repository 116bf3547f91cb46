"""Runs llama-server for each list of arguments, followed by --version, at which it ends well. Prints its help and its answers."""
import json
import shutil
import subprocess
import sys
import tempfile

server, lists = sys.argv[1], json.loads(sys.argv[2])


# some arguments name files that it writes
folder = tempfile.mkdtemp()


def run(args):
    done = subprocess.run([server, *args], capture_output=True, cwd=folder, timeout=60, errors="replace")
    return done.returncode, done.stdout, done.stderr


_, out, err = run(["--help"])
answers = []
for args in lists:
    status, _, errors = run([*args, "--version"])
    answers.append(None if status == 0 else errors.strip().splitlines()[0])
shutil.rmtree(folder)
print(json.dumps({"help": out + err, "answers": answers}))
