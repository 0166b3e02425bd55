"""The table of a benchmark's item is edited whole, previewed line by line, and adopted or left as it is."""

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow.refusals import NotAllowed

from .penalties import take
from .test_discretion import DRAFTED, drafted, in_use, scaled

EDITED = "\n".join(
    (
        "｜清除及时｜｜从轻｜任一情形｜｜1000｜3000",
        "｜倾倒三立方米以上｜｜一般｜任一情形｜｜3000｜7000",
        "｜造成道路阻断｜｜从重｜任一情形｜｜7000｜10000",
    )
)


def edited(bureau, item, text=""):
    return take(bureau, item, "edit_table", DRAFTED, by=bureau.keeper, draft_table=text)


def test_a_table_is_taken_up_edited_previewed_and_adopted(bureau, client):
    item = edited(bureau, scaled(bureau, drafted(bureau)))
    assert item.draft_table.splitlines()[0] == "｜清除及时｜｜从轻｜任一情形｜｜1000｜3000"
    item = edited(bureau, item, EDITED)
    client.force_login(bureau.keeper.account)
    page = client.get(f"/desk/enforcement.scaleitem/{item.pk}/beside/table/").content.decode()
    assert "新增 1 行，修改 1 行，删去 1 行，不变 1 行" in page and "3000—7000" in page and "造成道路阻断" in page
    assert item.scale_rows.filter(is_dropped=False).count() == 3 and not item.scale_rows.filter(high=7000).exists()
    item = take(bureau, item, "adopt_table", DRAFTED, by=bureau.keeper)
    standing = [(row.grade, int(row.high)) for row in item.scale_rows.filter(is_dropped=False)]
    assert standing == [("清除及时", 3000), ("倾倒三立方米以上", 7000), ("造成道路阻断", 10000)] and item.draft_table == ""
    with pytest.raises(NotAllowed, match="没有待采用的整表"):
        take(bureau, item, "adopt_table", DRAFTED, by=bureau.keeper)


def test_a_line_outside_the_law_is_named_and_nothing_is_adopted(bureau, client):
    item = edited(bureau, scaled(bureau, drafted(bureau)), EDITED.replace("7000｜10000", "7000｜20000"))
    client.force_login(bureau.keeper.account)
    assert "超出法定幅度" in client.get(f"/desk/enforcement.scaleitem/{item.pk}/beside/table/").content.decode()
    with pytest.raises(NotAllowed, match="造成道路阻断”：幅度 7000—20000 超出法定幅度"):
        take(bureau, item, "adopt_table", DRAFTED, by=bureau.keeper)
    assert not item.scale_rows.filter(is_dropped=True).exists()


def test_a_line_that_cannot_be_read_and_a_published_table_are_refused(bureau):
    with pytest.raises(ValidationError, match="看不懂"):
        edited(bureau, scaled(bureau, drafted(bureau)), "｜清除及时｜｜很轻")
    with pytest.raises(NotAllowed, match="已经公布，不能再改"):
        edited(bureau, in_use(bureau), EDITED)
