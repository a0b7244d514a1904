from typing import Literal

NodeViewEnvironment = Literal["real", "sandbox"]

NODE_VIEW_ENVIRONMENT_VALUES: set[NodeViewEnvironment] = {
    "real",
    "sandbox",
}


def check_node_view_environment(value: str) -> NodeViewEnvironment:
    if value in NODE_VIEW_ENVIRONMENT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NODE_VIEW_ENVIRONMENT_VALUES!r}"
    )
