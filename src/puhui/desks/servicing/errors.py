"""What can go wrong at the desks of running loans, each as a fact."""

from puhui.kernel import Category, PuhuiError, Text


class NotSettledYet(PuhuiError):
    """A certificate of settlement is of a loan that is settled."""

    category = Category.CONFLICT
    cause = Text(zh="贷款 {loan} 尚未结清", en="loan {loan} is not settled")
    remedy = Text(zh="结清后可下载结清证明", en="the certificate can be had once it is")
