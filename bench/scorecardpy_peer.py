"""scorecardpy's scoring rate, measured in an environment of its own: it needs pandas < 3. Called by a bench.

    uv run --no-project --with 'pandas<3' … python bench/scorecardpy_peer.py DATA.npz

DATA.npz holds the columns x0 … and `bad`. Prints rows scored a second.
"""

import contextlib
import io
import sys
import time
import warnings

import numpy as np
import pandas as pd


def main() -> None:
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(io.StringIO()):
        import scorecardpy
        from sklearn.linear_model import LogisticRegression

        with np.load(sys.argv[1]) as arrays:
            table = pd.DataFrame({name: arrays[name] for name in arrays.files})
        table["bad"] = table["bad"].astype(int)
        names = [name for name in table.columns if name != "bad"]
        # Edges are given: its own search takes minutes on this size and is not what is measured here.
        edges = {name: np.nanquantile(table[name], np.linspace(0, 1, 8)[1:-1]).tolist() for name in names}
        bins = scorecardpy.woebin(
            table, y="bad", breaks_list=edges, print_step=0, no_cores=1, ignore_datetime_cols=False
        )
        woe = scorecardpy.woebin_ply(table, bins, print_step=0)
        columns = [f"{name}_woe" for name in names]
        card = scorecardpy.scorecard(bins, LogisticRegression().fit(woe[columns], woe["bad"]), columns)
        seconds = float("inf")
        for _ in range(3):
            started = time.perf_counter()
            scorecardpy.scorecard_ply(table, card, print_step=0)
            seconds = min(seconds, time.perf_counter() - started)
    print(len(table) / seconds)


if __name__ == "__main__":
    main()
