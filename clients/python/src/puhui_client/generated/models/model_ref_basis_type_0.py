from typing import Literal

ModelRefBasisType0 = Literal["expert", "own", "pooled"]

MODEL_REF_BASIS_TYPE_0_VALUES: set[ModelRefBasisType0] = {
    "expert",
    "own",
    "pooled",
}


def check_model_ref_basis_type_0(value: str) -> ModelRefBasisType0:
    if value in MODEL_REF_BASIS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_REF_BASIS_TYPE_0_VALUES!r}"
    )
