"""What the enterprise is told before it signs, and the digest that binds the telling to the terms. Pure.

PIPL article 17 asks for purpose, method, categories and retention; article 23, for each receiver, its name, contact,
purpose, method and categories; article 29, a separate consent where the information is sensitive. The digest stands in
the terms, so the enterprise's signature covers the words it was shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from puhui.kernel import Suite, Text, encode

_BODY = Text(
    zh="""数据授权告知书

一、接收方：{receiver_zh}（联系方式：{contact}）
二、数据提供方：{custodian_zh}
三、数据资源：{dataset_zh}
四、提供的字段：{fields_zh}
五、用途：{purpose_zh}
六、处理方式：{method_zh}
七、使用次数：最多 {uses} 次{frequency_zh}
八、有效期：{not_before} 至 {expires}（UTC）；到期、用完或撤回后，接收方不得再取得数据
九、您的权利：可随时在“授权管理”中撤回，撤回对下一次使用生效；每一次使用（含被拒绝的请求）均编号留痕，可查询
十、依据：{law_zh}{sensitive_zh}
""",
    en="""Notice of a data grant

1. Receiver: {receiver_en} (contact: {contact})
2. Custodian: {custodian_en}
3. Dataset: {dataset_en}
4. Fields: {fields_en}
5. Purpose: {purpose_en}
6. Method: {method_en}
7. Uses: at most {uses}{frequency_en}
8. Valid: {not_before} to {expires} (UTC); once expired, used up or revoked, the receiver gets no more data
9. Your rights: revoke at any time under "Grants", which holds from the next use; every use, refused ones too, is
   numbered and on record for you to see
10. Law: {law_en}{sensitive_en}
""",
)
_BODY_OF_SCORE = Text(
    zh="""数据授权告知书（仅提供信用分）

一、接收方：{receiver_zh}（联系方式：{contact}）
二、数据提供方：{custodian_zh}
三、数据资源：{dataset_zh}
四、接收方得到：信用分、等级、违约概率和数据覆盖度；得不到下列任何一项数据
五、只参与计算、不提供给接收方的字段：{fields_zh}
六、评分模型：{model_zh} {version}（摘要 {digest}）；更换模型须重新授权
七、用途：{purpose_zh}
八、处理方式：{method_zh}
九、使用次数：最多 {uses} 次{frequency_zh}
十、有效期：{not_before} 至 {expires}（UTC）；到期、用完或撤回后，不得再用本数据计算
十一、您的权利：可随时在“授权管理”中撤回，撤回对下一次使用生效；每一次使用（含被拒绝的请求）均编号留痕，可查询
十二、依据：{law_zh}{sensitive_zh}
""",
    en="""Notice of a data grant: a score only

1. Receiver: {receiver_en} (contact: {contact})
2. Custodian: {custodian_en}
3. Dataset: {dataset_en}
4. The receiver gets: the score, its grade, its probability of default and the coverage of the data; none of the
   figures below
5. Fields that are computed with and not shown to the receiver: {fields_en}
6. Model: {model_en} {version} (digest {digest}); another model needs another grant
7. Purpose: {purpose_en}
8. Method: {method_en}
9. Uses: at most {uses}{frequency_en}
10. Valid: {not_before} to {expires} (UTC); once expired, used up or revoked, nothing is computed with this data
11. Your rights: revoke at any time under "Grants", which holds from the next use; every use, refused ones too, is
    numbered and on record for you to see
12. Law: {law_en}{sensitive_en}
""",
)
_FREQUENCY = Text(zh="，每 {days} 天最多 {uses} 次", en=", and at most {uses} in any {days} days")
_SENSITIVE = Text(
    zh="\n\n本数据包含金融账户等敏感信息，须您单独同意；拒绝不影响其他授权",
    en="\n\nThis dataset holds sensitive information such as financial accounts and needs your separate consent;"
    " declining it does not affect the others",
)


@dataclass(frozen=True, slots=True)
class Notice:
    """The words shown, in both languages, and their digest (lower-case hex)."""

    text: Text
    digest: str

    @classmethod
    def of(cls, text: Text, suite: Suite) -> "Notice":
        """The notice of these words."""
        return cls(text, suite.digest(encode({"v": 1, "zh": text.zh, "en": text.en})).hex())


def compose(
    *,
    receiver: Text,
    contact: str,
    custodian: Text,
    dataset: Text,
    fields: Mapping[str, Text],
    purpose: Text,
    method: Text,
    uses: int,
    period_days: int,
    uses_per_period: int,
    not_before: str,
    expires: str,
    law: Sequence[Text],
    sensitive: bool,
    suite: Suite,
    scored: tuple[Text, str, str] | None = None,
) -> Notice:
    """The notice of one grant. `scored`: label, version and digest of the model whose score alone is shown."""
    values: dict[str, object] = {"contact": contact, "uses": uses, "not_before": not_before, "expires": expires}
    frequency = _FREQUENCY.fill(days=period_days, uses=uses_per_period) if uses_per_period else Text(zh="", en="")
    told: dict[str, Text] = {
        "receiver": receiver,
        "custodian": custodian,
        "dataset": dataset,
        "fields": Text(zh="、".join(t.zh for t in fields.values()), en=", ".join(t.en for t in fields.values())),
        "purpose": purpose,
        "method": method,
        "frequency": frequency,
        "law": Text(zh="；".join(t.zh for t in law), en="; ".join(t.en for t in law)),
        "sensitive": _SENSITIVE if sensitive else Text(zh="", en=""),
    }
    if scored is not None:
        told["model"], values["version"], values["digest"] = scored
    for name, text in told.items():
        values |= {f"{name}_zh": text.zh, f"{name}_en": text.en}
    return Notice.of((_BODY if scored is None else _BODY_OF_SCORE).fill(**values), suite)
