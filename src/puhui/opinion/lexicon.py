"""The lexicon model, made from our own list of words: no data, no labels.

    python -m puhui.opinion.lexicon

writes `lexicon-model.json` from `lexicon-words.json`; a test holds the two together.
"""

import json
from importlib import resources
from pathlib import Path

from puhui.kernel import Text
from puhui.opinion.errors import MalformedModel
from puhui.opinion.sentiment import SentimentModel
from puhui.opinion.wording import worded

_SLOPE = 0.7  # judgement: one strong word (3.0) makes 0.87, one weak word (1.4) 0.69
_INTERCEPT = -0.2  # a title without any known word is neutral, and rather not bad


def made() -> SentimentModel:
    """The model of `lexicon-words.json`; raises `MalformedModel` where a word occurs twice in its groups."""
    raw = json.loads(resources.files("puhui.opinion").joinpath("lexicon-words.json").read_text(encoding="utf-8"))
    weights: dict[str, float] = {}
    for group in raw["groups"]:
        for word in group["words"]:
            if worded(word) in weights:
                raise MalformedModel(
                    where=word, reason=Text(zh="词语重复", en="the word occurs twice"), stage="opinion.lexicon"
                )
            weights[worded(word)] = float(group["weight"])
    for word, weight in raw["longer"].items():
        weights[worded(word)] = weights.get(worded(word), 0.0) + float(weight)
    return SentimentModel(
        name="lexicon", version=raw["version"], kind="lexicon",
        label=Text(zh="自有词典的情感模型", en="model of sentiment of our own words"),
        weights=dict(sorted(weights.items())), bias=float(raw["bias"]), slope=_SLOPE, intercept=_INTERCEPT,
        training={"words": "lexicon-words.json", "labels": 0, "mark": raw["mark"]}, metrics={},
    )  # fmt: skip


def main() -> None:
    """Write the model beside this module."""
    Path(__file__).with_name("lexicon-model.json").write_bytes(made().dump())


if __name__ == "__main__":
    main()
