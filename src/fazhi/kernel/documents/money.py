"""Amounts of money as contracts write them: 6,800.00元（人民币陆仟捌佰元整）."""

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def in_capitals(amount: Decimal) -> str:
    """The amount in capital numerals, to the 分."""
    cents = int((amount * 100).to_integral_value())
    whole, rest = divmod(abs(cents), 100)
    told = f"{_whole(whole)}元" if whole else ""
    jiao, fen = divmod(rest, 10)
    if not rest:
        return f"{'负' if cents < 0 else ''}{told or '零元'}整"
    between = "零" if whole and not jiao else ""
    told += between + (f"{DIGITS[jiao]}角" if jiao else "") + (f"{DIGITS[fen]}分" if fen else "整")
    return f"{'负' if cents < 0 else ''}{told}"


def _whole(number: int) -> str:
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    told, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(told)
            continue
        told += ("零" if told and (gap or group < 1000) else "") + _group(group) + GROUPS[place]
        gap = False
    return told


def _group(number: int) -> str:
    """Up to 9,999: one 零 for each run of noughts within."""
    told, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            told += ("零" if gap and told else "") + DIGITS[digit] + PLACES[place]
            gap = False
        else:
            gap = True
    return told


def written_amount(amount: Decimal) -> str:
    """In figures and in capitals."""
    return f"{amount:,.2f}元（人民币{in_capitals(amount)}）"
