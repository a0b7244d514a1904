"""A ledger in a process of its own, for tests that kill it: writes one line for each acknowledged verdict.

python ledger_process.py FOLDER SEED
"""

import sys
import threading
from pathlib import Path

from puhui.ledger import Finality
from tests.contract.consortium import Consortium

CALLERS = 4


def main():
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    city, lock = Consortium(seed=seed), threading.Lock()
    genesis = Consortium(seed=0).genesis()
    with city.ledger(folder) as ledger:
        assert ledger.submit(genesis).finality is Finality.COMMITTED

        def call(number):
            while True:  # until it is killed
                with lock:
                    statements = [city.batch(kind=f"caller-{number}") for _ in range(3)]
                    statements.append(city.record(7, stream=f"out-of-order-{number}"))
                for verdict in ledger.submit_all(statements):
                    with lock:
                        print(verdict.entry, -1 if verdict.index is None else verdict.index, flush=True)

        threads = [threading.Thread(target=call, args=(number,), daemon=True) for number in range(CALLERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    main()
