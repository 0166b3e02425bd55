"""Paths as ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.org.paths import covers, depth, lineage, path_end, segment, widest

PATHS = st.lists(st.integers(1, 999_999), min_size=1, max_size=4).map(lambda numbers: "".join(map(segment, numbers)))


@given(PATHS, PATHS)
def test_a_subtree_is_a_range(path, other):
    assert (path <= other < path_end(path)) == other.startswith(path)


def test_the_end_of_a_path_carries_over_its_last_number():
    assert path_end("000001999999") == "000002000000"


def test_a_number_that_does_not_fit_is_refused():
    with pytest.raises(OverflowError):
        segment(1_000_000)


def test_a_lineage_runs_from_the_root():
    assert lineage("000001000002") == ["000001", "000001000002"]
    assert depth("000001000002") == 2


@given(st.lists(PATHS))
def test_the_widest_paths_cover_all_and_none_lies_in_another(paths):
    kept = widest(paths)
    assert all(any(covers(wide, path) for wide in kept) for path in paths)
    assert not any(covers(one, two) for one in kept for two in kept if one != two)
    assert list(kept) == sorted(kept, key=len)
