"""Paths as ranges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.kernel.org.paths import covers, depth, lineage, path_end, segment, widest

PATHS = st.lists(st.integers(1, 999_998), min_size=1, max_size=4).map(lambda numbers: "".join(map(segment, numbers)))


@settings(derandomize=True)
@given(PATHS, PATHS)
def test_a_subtree_is_a_range(path, other):
    assert (path <= other < path_end(path)) == other.startswith(path)


def test_the_end_of_a_path_has_its_width():
    assert path_end("000001000009") == "000001000010"
    assert path_end("999998") == "999999"


@pytest.mark.parametrize("number", [0, 999_999, 1_000_000])
def test_a_number_that_does_not_fit_is_refused(number):
    with pytest.raises(OverflowError):
        segment(number)


def test_a_lineage_runs_from_the_root():
    assert lineage("000001000002") == ["000001", "000001000002"]
    assert depth("000001000002") == 2


@settings(derandomize=True)
@given(st.lists(PATHS))
def test_the_widest_paths_cover_all_and_none_lies_in_another(paths):
    kept = widest(paths)
    assert all(any(covers(wide, path) for wide in kept) for path in paths)
    assert not any(covers(one, two) for one in kept for two in kept if one != two)
    assert list(kept) == sorted(kept, key=len)
