"""What is counted of the review of files."""

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate

from .models import Problem, ReviewedFile, ReviewGroup, ReviewPlan
from .review_words import Block, Grade

FINAL = Q(state="final")


class FileIndicators(Indicators):
    model = ReviewedFile
    files_reviewed = Count("评查案卷", unit="卷", on="closed_on", where=FINAL)
    file_excellent_rate = Rate("案卷优秀率", among=FINAL, of=Q(final_grade=Grade.EXCELLENT), on="closed_on")
    file_pass_rate = Rate("案卷合格率", among=FINAL, of=~Q(final_grade__in=("", Grade.FAIL)), on="closed_on", note="合格以上")
    file_fail_rate = Rate("案卷不合格率", among=FINAL, of=Q(final_grade=Grade.FAIL), on="closed_on")
    file_fatal = Count("有一票否决情形的案卷", unit="卷", on="closed_on", where=FINAL & Q(is_fatal=True, lifts_fatal=False))
    file_objections = Count("评查结果异议", on="objected_on", where=Q(objected_on__isnull=False))
    file_objection_upheld_rate = Rate(
        "评查异议采纳率",
        among=~Q(recheck_result=""),
        of=Q(recheck_result="changed"),
        on="rechecked_on",
        note="分母为已经复核的异议",
    )
    files_to_supervision = Count("评查转监督案件", on="closed_on", where=Q(supervision__isnull=False))


class ProblemIndicators(Indicators):
    model = Problem
    problems = Count("评查发现的问题", unit="个", on="of__told_on")
    problems_fixed_rate = Rate("评查问题整改率", of=Q(fixed_on__isnull=False), on="of__told_on", note="有整改情况和证据的")

    for _block in Block:
        locals()[f"problems_{_block.value}"] = Count(
            f"评查问题：{_block.label}", unit="个", on="of__told_on", where=Q(item__block=_block)
        )


class GroupIndicators(Indicators):
    model = ReviewGroup
    group_reports = Count("评查小组报告", unit="份", on="reported_on", where=Q(reported_on__isnull=False))


class PlanIndicators(Indicators):
    model = ReviewPlan
    reviews = Count("案卷评查", unit="次", on="drawn_on", where=Q(drawn_on__isnull=False))
