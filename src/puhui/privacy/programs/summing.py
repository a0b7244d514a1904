"""The program of a sum: adds one matrix a party and shows only groups that are large enough. Pure.

>>> "stablehlo.compare GE" in sum_program(parties=3, groups=2, columns=1, providers_min=3, subjects_min=5)
True
"""


def sum_program(*, parties: int, groups: int, columns: int, providers_min: int, subjects_min: int) -> str:
    """Adds one matrix a party and shows only groups that reach both thresholds.

    A matrix has a row for "this party provides" (0 or 1), one for the number of subjects, one for each column; a
    column of it is a group. The result is the same shape, with zeros wherever a group is too small: nobody learns
    whether one provider or two were there.
    """
    rows = columns + 2
    matrix, flat, bits = f"tensor<{rows}x{groups}xi64>", f"tensor<1x{groups}xi64>", f"tensor<1x{groups}xi1>"
    arguments = ", ".join(f"%p{number}: {matrix}" for number in range(parties))
    lines = [f"  %s1 = stablehlo.add %p0, %p1 : {matrix}"]
    for number in range(2, parties):
        lines.append(f"  %s{number} = stablehlo.add %s{number - 1}, %p{number} : {matrix}")
    total = f"%s{parties - 1}"
    return "\n".join(
        [
            "module @sum {",
            f" func.func @main({arguments}) -> {matrix} {{",
            *lines,
            f"  %np = stablehlo.slice {total} [0:1, 0:{groups}] : ({matrix}) -> {flat}",
            f"  %ns = stablehlo.slice {total} [1:2, 0:{groups}] : ({matrix}) -> {flat}",
            f"  %lp = stablehlo.constant dense<{providers_min}> : {flat}",
            f"  %ls = stablehlo.constant dense<{subjects_min}> : {flat}",
            f"  %ep = stablehlo.compare GE, %np, %lp : ({flat}, {flat}) -> {bits}",
            f"  %es = stablehlo.compare GE, %ns, %ls : ({flat}, {flat}) -> {bits}",
            f"  %ok = stablehlo.and %ep, %es : {bits}",
            f"  %al = stablehlo.broadcast_in_dim %ok, dims = [0, 1] : ({bits}) -> tensor<{rows}x{groups}xi1>",
            f"  %no = stablehlo.constant dense<0> : {matrix}",
            f"  %r = stablehlo.select %al, {total}, %no : tensor<{rows}x{groups}xi1>, {matrix}",
            f"  return %r : {matrix}",
            " }",
            "}",
            "",
        ]
    )
