"""The peers of `credit_tables.py`, untuned, one thread each, as the data's description has them. No command of its own.

Plain features: numbers with medians for gaps and scaled, categories of at least 20 rows one-hot (logistic regression),
or as categories (LightGBM). Each answers the PDs of the test rows.
"""

import numpy as np
import pandas as pd
from lightgbm import LGBMClassifier
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

Frame = dict[str, np.ndarray]
Rows = np.ndarray


def logistic(frame: Frame, bad: np.ndarray, train: Rows, test: Rows) -> np.ndarray:
    """Logistic regression of scaled numbers and one-hot categories."""
    table = pd.DataFrame(frame)
    words = [name for name, values in frame.items() if values.dtype.kind == "O"]
    numbers = [name for name in frame if name not in words]
    table[words] = table[words].fillna("(none)").astype(str)
    encode = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("words", OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=20), words),
        ]
    )
    model = make_pipeline(encode, LogisticRegression(max_iter=2000)).fit(table.iloc[train], bad[train])
    return model.predict_proba(table.iloc[test])[:, 1]


def ranks(frame: Frame, bad: np.ndarray, train: Rows, test: Rows) -> np.ndarray:
    """Logistic regression of each number's rank among the training rows."""
    ranked = {}
    for name, values in frame.items():
        known = np.sort(values[train][np.isfinite(values[train])])
        place = np.searchsorted(known, values) / max(len(known), 1)
        ranked[name] = np.where(np.isfinite(values), place, np.nan)
    return logistic(ranked, bad, train, test)


def boosted(frame: Frame, bad: np.ndarray, train: Rows, test: Rows) -> np.ndarray:
    """LightGBM as it comes."""
    table = pd.DataFrame(frame)
    for name, values in frame.items():
        if values.dtype.kind == "O":
            table[name] = pd.Categorical(table[name].astype(object))
    table.columns = [f"x{number}" for number in range(len(frame))]  # LightGBM refuses some characters in names
    model = LGBMClassifier(verbose=-1, random_state=0, n_jobs=1, deterministic=True).fit(table.iloc[train], bad[train])
    return model.predict_proba(table.iloc[test])[:, 1]
