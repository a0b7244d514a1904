"""What can be wrong with a product or a need."""

from puhui.kernel import Category, PuhuiError, Text


class ProductRefused(PuhuiError):
    """The JSON describes no product that could be offered."""

    category = Category.INVALID
    cause = Text(zh="贷款产品 {product} 无效：{reason}", en="product {product} is not valid: {reason}")
    remedy = Text(
        zh="请按产品格式说明更正（docs/guides/add-a-product.md）",
        en="correct it after docs/guides/add-a-product.md",
    )


class NeedRefused(PuhuiError):
    """The need cannot be matched with anything."""

    category = Category.INVALID
    cause = Text(zh="融资需求无效：{reason_zh}", en="this is no need that can be matched: {reason}")
    remedy = Text(zh="请更正金额、期限或利率", en="correct the amount, the term or the rate")


class ApprovalRefused(PuhuiError):
    """The curves of likelihood cannot be used, or cannot be fitted."""

    category = Category.INVALID
    cause = Text(zh="通过可能性曲线无效：{reason}", en="the curves of approval are not valid: {reason}")
    remedy = Text(
        zh="请用包含通过与拒绝的历史结果重新拟合", en="fit them again on outcomes that have approvals and refusals"
    )
