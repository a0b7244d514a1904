"""Bodies of calls between nodes, read strictly: the wanted fields, each of its type, and no others."""

from typing import Any

from puhui.kernel import Category, PuhuiError, Text, decode


class CallMalformed(PuhuiError):
    """A member sent a body that is not what this call takes."""

    category = Category.INVALID
    cause = Text(zh="节点间调用的内容有误：{reason}", en="the body of a call between nodes is malformed: {reason}")
    remedy = Text(zh="请升级对方节点或核对接口版本", en="upgrade the calling node, or compare interface versions")


def has_field(body: bytes, name: str) -> bool:
    """Whether the map of canonical CBOR has that field, where a field may be left out; raises `NotCanonical`."""
    value = decode(body)
    return type(value) is dict and name in value


def read_fields(body: bytes, **kinds: type | tuple[type, ...]) -> dict[str, Any]:
    """The map of canonical CBOR with exactly these fields; raises `CallMalformed` or `NotCanonical`."""
    value = decode(body)
    if type(value) is not dict or value.keys() != kinds.keys():
        raise CallMalformed(reason=f"want {', '.join(sorted(kinds))}", stage="desks.wire")
    for name, kind in kinds.items():
        if type(value[name]) not in (kind if isinstance(kind, tuple) else (kind,)):
            raise CallMalformed(reason=Text(zh=f"{name} 类型不对", en=f"{name} has the wrong type"), stage="desks.wire")
    return value
