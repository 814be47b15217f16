"""The figures of the contests, and the picture of them."""

from dlcourse.course.features.contest import CONTESTS, EARLIER, opening


def test_one_contest_a_year_and_nobody_beats_the_winner():
    assert [each.year for each in CONTESTS] == list(range(2010, 2018))
    assert all(each.gap > 0 for each in CONTESTS)
    assert [each.year for each in CONTESTS if not each.deep] == [2010, 2011]


def test_the_figures_in_the_lesson_follow_from_the_table():
    gaps = sorted(CONTESTS, key=lambda each: each.gap)
    assert gaps[-1].year == 2012
    assert round(gaps[-1].gap, 1) == 9.8
    assert gaps[-2].gap < 5.5
    errors = {each.year: each.error for each in CONTESTS}
    steps = {year: errors[year - 1] - errors[year] for year in range(2011, 2018)}
    shares = {year: round(100 * step / errors[year - 1]) for year, step in steps.items()}
    assert max(steps, key=steps.get) == 2012
    assert round(steps[2012], 2) == 9.35
    assert (shares[2012], shares[2014], shares[2015]) == (36, 43, 46)


def test_what_came_before_did():
    years = [each.year for each in EARLIER]
    assert years == sorted(years)
    assert years[-1] < 2012


def test_the_picture_has_a_bar_for_each_year():
    assert "2010 to 2017" in opening().html
