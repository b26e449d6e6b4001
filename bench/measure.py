# SPDX-License-Identifier: Apache-2.0
"""Times whole processes, pair by pair, so that what else the machine does hits all alike."""
import os
import shlex
import statistics
import subprocess
import tempfile

from page import BUILD

PEAK = os.path.join(BUILD, "bench_peak")


class Figure:
    """Wall seconds and peak resident bytes of one command over several runs."""

    def __init__(self, command):
        self.command = command
        self.seconds = []
        self.peak_bytes = 0

    @property
    def best(self):
        return min(self.seconds)

    @property
    def median(self):
        return statistics.median(self.seconds)


def run_once(figure, ok_codes, env):
    command = ["sh", "-c", figure.command] if isinstance(figure.command, str) else figure.command
    with tempfile.NamedTemporaryFile() as said:
        done = subprocess.run([PEAK, said.name, *command], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, env=env, check=False)
        if done.returncode not in ok_codes:
            raise SystemExit(f"{show(figure.command)} gave {done.returncode}: "
                             f"{done.stderr.decode(errors='replace')[-500:]}")
        seconds, peak = open(said.name, encoding="ascii").read().split()
    figure.seconds.append(float(seconds))
    figure.peak_bytes = max(figure.peak_bytes, int(peak))


def compare(commands, runs, ok_codes=(0,), env=None, before=None):
    """Runs each command in turn, `runs` times round; gives a Figure for each. `before(i)` is
    called ahead of every run of command i and is not timed."""
    figures = [Figure(c) for c in commands]
    for _ in range(runs):
        for i, figure in enumerate(figures):
            if before:
                before(i)
            run_once(figure, ok_codes, {**os.environ, **(env or {})})
    return figures


def show(command):
    return command if isinstance(command, str) else shlex.join(command)


def ms(seconds):
    return f"{seconds * 1000:.1f} ms"


def mb(count):
    return f"{count / 1e6:.1f} MB"
