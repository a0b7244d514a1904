"""Networks that can be cut: between the CometBFT processes of one machine, as a cable or a switch would fail.

`wires` gives network namespaces where this process may make them (root on a machine of its own): each node's CometBFT
has its own interface, joined to a switch, and a cut moves its port to another switch, so packets go nowhere and nobody
is told. Where namespaces are not permitted (most containers), every connection between two nodes passes through a
proxy of ours, which holds what it is given while the two are apart: what TCP's retransmission would come to.
"""

import contextlib
import itertools
import json
import os
import shlex
import socket
import subprocess
import threading

from puhui.ledger.engines.cometbft import Card, configure
from puhui.ledger.engines.cometbft.local import CARDS, HOST, free_ports
from tests.contract.comet_city import program

PORT = 26656
_NUMBERS = itertools.count()


def wires(orgs, folder):
    """The most real wires that this process may lay between the CometBFT processes of these organisations."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        return Namespaces(orgs, folder)
    return Proxies(orgs)


class _Wires:
    """What both kinds do alike. `split` parts the nodes into groups that hear only their own; `heal` joins all."""

    def lay(self, folder, places, pace):
        """Configure the nodes to talk through these wires."""
        found = [Card(**card) for card in json.loads((folder / CARDS).read_text())]
        cards = [self.placed(card) for card in found]
        for place in places:
            own = next(card for card in cards if card.org == place.org)
            configure(
                place.home,
                (folder / "genesis.json").read_bytes(),
                own,
                [self.dialled(own.org, card) for card in cards],
                application=place.application_socket,
                rpc=place.rpc_socket,
                pace=pace,
            )

    def heal(self):
        """Join all again."""
        self.split(self.orgs)


class Namespaces(_Wires):
    """A namespace for each node and one for the switches; they vanish with `close`."""

    def __init__(self, orgs, folder):
        self.orgs = list(orgs)
        self._name = f"puhui-{os.getpid()}-{next(_NUMBERS)}"
        self._numbers = {org: number for number, org in enumerate(self.orgs, 1)}
        self._folder = folder
        self._made = []
        try:
            self._make()
        except BaseException:
            self.close()
            raise

    def _make(self):
        hub = self._namespace("hub")
        for number in self._numbers.values():
            _ip("-n", hub, "link", "add", f"switch{number}", "type", "bridge")
            _ip("-n", hub, "link", "set", f"switch{number}", "up")
        for org, number in self._numbers.items():
            space, port = self._namespace(number), f"port{number}"
            _ip("-n", hub, "link", "add", port, "type", "veth", "peer", "name", "wire", "netns", space)
            _ip("-n", space, "addr", "add", f"{self._host(org)}/24", "dev", "wire")
            for link in ("lo", "wire"):
                _ip("-n", space, "link", "set", link, "up")
            _ip("-n", hub, "link", "set", port, "master", "switch1")
            _ip("-n", hub, "link", "set", port, "up")

    def _namespace(self, of):
        name = f"{self._name}-{of}"
        _ip("netns", "add", name)
        self._made.append(name)
        return name

    def _host(self, org):
        return f"10.177.0.{self._numbers[org]}"

    def placed(self, card):
        return Card(**{**_fields(card), "host": self._host(card.org), "port": PORT})

    def dialled(self, _, card):
        return card

    def program(self, org):
        """CometBFT in the node's namespace: by `exec`, so that the process's id is CometBFT's."""
        script = self._folder / f"cometbft-{org}"
        space = f"/run/netns/{self._name}-{self._numbers[org]}"
        script.write_text(f'#!/bin/sh\nexec nsenter --net={space} {shlex.quote(str(program()))} "$@"\n')
        script.chmod(0o755)
        return script

    def split(self, *groups):
        for switch, group in enumerate(groups, 1):
            for org in group:
                port = f"port{self._numbers[org]}"
                _ip("-n", f"{self._name}-hub", "link", "set", port, "master", f"switch{switch}")

    def close(self):
        for name in self._made:
            _ip("netns", "delete", name)
        self._made = []


class Proxies(_Wires):
    """A listener for each ordered pair of nodes."""

    def __init__(self, orgs):
        self.orgs = list(orgs)
        pairs = list(itertools.permutations(self.orgs, 2))
        self._ports = dict(zip(self.orgs, free_ports(len(self.orgs)), strict=True))
        self._proxies = {(one, other): Proxy(self._ports[other]) for one, other in pairs}

    def placed(self, card):
        return Card(**{**_fields(card), "host": HOST, "port": self._ports[card.org]})

    def dialled(self, org, card):
        return card if card.org == org else Card(**{**_fields(card), "port": self._proxies[org, card.org].port})

    def program(self, _):
        return program()

    def split(self, *groups):
        for (one, other), proxy in self._proxies.items():
            proxy.joins(any(one in group and other in group for group in groups))

    def close(self):
        for proxy in self._proxies.values():
            proxy.close()


class Proxy:
    """Passes connections on to a port of this machine, byte for byte; while it does not join, it holds everything."""

    def __init__(self, to):
        self._to = to
        self._open = threading.Event()
        self._open.set()
        self._ends = False
        self._sockets = []
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def joins(self, whether):
        (self._open.set if whether else self._open.clear)()

    def close(self):
        self._ends = True
        self._open.set()
        for one in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self):
        while not self._ends:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._sockets.append(near)
            threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near):
        self._open.wait()
        try:
            far = socket.create_connection((HOST, self._to))
        except OSError:
            near.close()
            return
        self._sockets.append(far)
        threading.Thread(target=self._pump, args=(near, far), daemon=True).start()
        self._pump(far, near)

    def _pump(self, source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                self._open.wait()
                sink.sendall(data)
        for one in (source, sink):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def _fields(card):
    return {name: getattr(card, name) for name in Card.__slots__}


def _ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)
