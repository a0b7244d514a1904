"""The published JSON Schema: `python -m puhui.credit.portrait.publishing` writes it; a test holds it to the models.

>>> TARGET.name, schema()[:12]
('portrait.schema.json', b'{\\n "$schema"')
"""

import json
from pathlib import Path

from puhui.credit.portrait.model import FORMAT, Portrait

TARGET = Path(__file__).with_name("portrait.schema.json")


def schema() -> bytes:
    """The JSON Schema (2020-12) of the models."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:{FORMAT.replace('/', ':')}"}
    made = head | Portrait.model_json_schema(mode="serialization")
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    TARGET.write_bytes(schema())
