"""The demonstration city comes in through the doors that users have, and its figures are what its records say."""

from datetime import date

import pytest

from fazhi.city import building
from fazhi.city.standing import Asked
from fazhi.kernel import registry
from fazhi.kernel.indicators import evaluation, figures, rollups
from fazhi.kernel.org.models import Account
from fazhi.norms.spot_checks.models import ActReceipt, Inspection
from fazhi.services.mediation.models import Dispute
from tests.ledgers import round_trip

AS_OF = date(2023, 12, 4)


def goes_out(feed):
    """Most rows are taken by the platform above."""
    lines = list(feed.lines(Account.objects.get(username="clerk").person, date(2023, 1, 1), AS_OF))
    return sum(not line.faults for line in lines) > 0.5 * len(lines)


@pytest.mark.django_db
def test_the_small_city_is_lawful_and_its_figures_equal_their_records(client, settings):
    settings.SAMPLE = False  # building says that it is one; the next test is told what it was before
    counts = building.build(Asked("small", 7, AS_OF), lambda sentence: None)
    assert [
        (name, level) for name, found in counts.items() for level in ("refused", "doubtful", "left out") if found.get(level)
    ] == []
    assert rollups.differences() == []
    table = {row.code: row for row in figures.figure_table(AS_OF)}
    taken = Dispute.objects.filter(accepted_on__range=(date(2023, 1, 1), AS_OF))
    assert table["L4"].value == len(set(taken.values_list("root_key", flat=True))) > 100
    assert (table["L1"].value, table["L2"].value, table["L3"].value) == (8, 7, 6), (
        "a closed office and one of the court's do not count"
    )
    assert table["L3"].text == "市级以及5个县市区全域挂牌“警司联动”办公室"
    assert [table[code].text for code in ("I4", "I5", "I6")] == [
        "完善行政处罚裁量基准21件",
        "免罚轻罚事项清单14个",
        "行政执法“三项制度”全面运行",
    ]
    assert table["K3"].value > 400 and table["K4"].text == "12348热线满意率保持在95%以上"
    assert (table["K1"].value, table["K1"].text) == (4, "市县乡村四级公共法律服务体系")
    assert table["I7"].text.startswith("入企检查比上年同期减少") and table["I7"].value > 2
    listed = evaluation.evaluate("spot_checks.list_rate", on=date(2022, 12, 31))
    assert (round(listed.value), listed.records) == (84, 19), "one list lapsed and two wait for who looks at them"
    receipts = set(ActReceipt.objects.values_list("act_no", flat=True))
    assert receipts and receipts <= set(Inspection.objects.values_list("number", flat=True))
    assert [key for key, feed in registry.on("feeds").items() if not goes_out(feed)] == []
    for row in table.values():
        if row.answer is not None:
            assert evaluation.records_of(row.answer).count() == row.records
    for label, ledger in registry.on("ledgers").items():
        assert set(round_trip(ledger, building.keeper_of(ledger), "csv")) <= {"same"}, label
    client.force_login(Account.objects.get(username="clerk"))
    assert "示例数据" in client.get("/desk/mediation.dispute/").content.decode()
    assert client.get(f"/desk/mediation.dispute/{taken.first().pk}/").status_code == 200
