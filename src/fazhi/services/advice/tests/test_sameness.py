"""The same person about the same quarrel: proposed at intake with every sign, joined where it is plain, parted by a person."""

from datetime import date

from fazhi.services.advice.sameness import same

from .factories import DAY, consultation, parts, step

ASKED = "李芳借了我三万块钱，写了借条，到期一直不还"
LATER = date(2024, 10, 8)
LOAN = {"topic": "loan", "opponent": "李芳"}
URL = "/desk/advice.consultation/proposals/"


def test_earlier_contacts_of_the_same_person_are_proposed_while_one_registers(lotus, client, monkeypatch):
    monkeypatch.setattr("fazhi.services.advice.sameness.localdate", lambda: LATER)
    first = consultation(lotus, given=parts(ASKED), **LOAN)
    consultation(lotus, given=parts("物业不修电梯"), topic="property")
    client.force_login(lotus.clerk.account)
    form = {
        "questions-0-text": "李芳打了借条，到期一直不还钱",
        "topic": "loan",
        "opponent": "李芳",
        "askers-0-phone": "154 0000 0001",
    }
    page = client.post(URL, form, headers={"X-Part": "1"}).content.decode()
    assert "可能是同一件事" in page and first.number in page and "物业" not in page.split("可能是同一件事")[1].split("</ul>")[0]
    assert "同一证件号或者电话、同是借贷、对方相同、问题相近" in page
    assert (
        "可能是同一件事" not in client.post(URL, {**form, "askers-0-phone": "1540000"}, headers={"X-Part": "1"}).content.decode()
    )
    client.force_login(lotus.world.stranger.account)
    assert first.number not in client.post(URL, form, headers={"X-Part": "1"}).content.decode()


def test_what_was_joined_says_why_and_another_quarrel_is_another_matter(lotus):
    first = consultation(lotus, given=parts(ASKED), **LOAN)
    other = consultation(lotus, LATER, given=parts("赵强也欠我钱不还"), topic="loan", opponent="赵强")
    assert other.duplicate_of is None
    again = consultation(lotus, LATER, given=parts("借条到期一直不还，能起诉吗"), **LOAN)
    assert again.duplicate_of == first
    told = same(again, lotus.clerk)
    assert "同是借贷、对方相同、问题相近" in told.sums[1] and [line.record for line in told.lines][0] == first
    again = step(lotus, again, "part_ways", LATER, reason="是另一笔借款")
    assert len(same(again, lotus.clerk).sums) == 1 and again.matter_key == again.pk
    again = step(lotus, again, "merge", LATER, duplicate_of=first, reason="还是同一笔")
    assert again.matter_key == first.pk


def test_somebody_at_the_window_names_the_earlier_contact_and_strangers_are_never_joined(lotus):
    first = consultation(lotus, DAY, given=parts(ASKED), topic="other")
    named = consultation(lotus, LATER, given=parts(ASKED, phone="15400000009"), duplicate_of=first, **LOAN)
    assert (named.duplicate_of, named.matter_key) == (first, first.pk)
    assert same(named, lotus.clerk).lines == () and "由工作人员并入" not in same(named, lotus.clerk).sums[0]
