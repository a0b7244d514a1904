"""What data exists, where, with which fields: each custodian publishes its own datasets, version after version.

State: `catalogue/<dataset>` = `{version, schema_digest, kind, fields, terms_digest, entry, at}`;
`catalogue/all` = the sorted list of dataset ids.
"""

from collections.abc import Mapping
from typing import Any

from puhui.kernel.ids import DatasetId, NotAnId
from puhui.ledger.contracts import Contract, Entry, Refusal, State
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

NAME, PUBLISH = "catalogue", "publish"
ALL = "catalogue/all"
KINDS = frozenset({"file", "api", "query", "model"})
MAX_DATASETS = 5000
MAX_FIELDS = 500


def dataset_key(dataset: str) -> str:
    """The state key of a dataset."""
    return f"catalogue/{dataset}"


def _publish(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "dataset", "version", "schema_digest", "kind", "fields", "terms_digest")
    try:
        dataset = DatasetId(args.text("dataset"))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None
    if dataset.partition("/")[0] != entry.issuer:
        raise Refusal("not_custodian")
    fields = args.texts("fields", longest=MAX_FIELDS)
    if not fields or fields != sorted(set(fields)):
        raise Refusal("bad_fields")
    if args.text("kind") not in KINDS:
        raise Refusal("bad_kind")
    before = state.get(dataset_key(dataset))
    version = args.number("version", at_least=1)
    if version != (0 if before is None else before["version"]) + 1:
        raise Refusal("bad_version")
    if before is None:
        listed = state.get(ALL) or []
        if len(listed) >= MAX_DATASETS:
            raise Refusal("too_many_datasets")
        state.put(ALL, sorted([*listed, str(dataset)]))
    state.put(
        dataset_key(dataset),
        {
            "version": version,
            "schema_digest": args.digest("schema_digest"),
            "kind": args.text("kind"),
            "fields": fields,
            "terms_digest": args.digest("terms_digest"),
            "entry": str(entry.id),
            "at": entry.time_ms,
        },
    )
    return {"version": version}


CONTRACT = Contract(NAME, {PUBLISH: _publish})
