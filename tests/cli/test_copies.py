import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from fresh import without

from dlcourse import rooms
from dlcourse.cli import copies


def notebook(*sources: str, output: str = "") -> str:
    cells = [nbformat.v4.new_code_cell(source, id=f"cell{number}") for number, source in enumerate(sources)]
    for cell in cells:
        cell.outputs = [nbformat.v4.new_output("stream", text=output)] if output else []
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells))


@pytest.fixture
def course(tmp_path) -> Path:
    (tmp_path / "chapters" / "exercises").mkdir(parents=True)
    for name in ("00_start_here", "01_features", "exercises/00_start_here", "exercises/03_backpropagation"):
        ship(tmp_path, name, notebook(f"# {name}", "x = 1"))
    return tmp_path


def ship(course: Path, name: str, text: str) -> None:
    (course / "chapters" / f"{name}.ipynb").write_text(text)


def mine(course: Path, name: str) -> Path:
    return course / "work" / f"{name}.ipynb"


def shipped(course: Path, name: str) -> str:
    return (course / "chapters" / f"{name}.ipynb").read_text()


def litter(course: Path) -> list[Path]:
    return [path for path in (course / "work").rglob("*.part")]


def test_what_is_missing_is_copied_and_what_is_there_is_left_alone(course):
    changes = copies.prepare(course)
    assert [change.name for change in changes] == list(copies.lessons(course))
    assert changes[0].name == "00_start_here"
    mine(course, "00_start_here").write_text("my work")
    mine(course, "01_features").unlink()
    assert [change.name for change in copies.prepare(course)] == ["01_features"]
    assert mine(course, "00_start_here").read_text() == "my work"
    assert mine(course, "exercises/03_backpropagation").read_text() == shipped(course, "exercises/03_backpropagation")
    assert not litter(course)


def test_a_copy_can_be_written_even_if_the_original_cannot(course):
    original = course / "chapters" / "00_start_here.ipynb"
    original.chmod(0o444)
    copies.prepare(course)
    assert mine(course, "00_start_here").stat().st_mode & stat.S_IWUSR
    assert stat.S_IMODE(original.stat().st_mode) == 0o444


def test_reset_starts_afresh_and_keeps_every_version(course):
    copies.prepare(course)
    for number in (1, 2):
        mine(course, "00_start_here").write_text(f"try {number}")
        change = copies.reset(course, "00_start_here")
        assert change.kept == mine(course, f"00_start_here.before-reset-{number}")
        assert change.kept.read_text() == f"try {number}"
        assert mine(course, "00_start_here").read_text() == shipped(course, "00_start_here")
    assert copies.reset(course, "00_start_here").kept is None  # it is as it was shipped
    ran = notebook("# exercises/00_start_here", "x = 1", output="1")
    mine(course, "exercises/00_start_here").write_text(ran)
    assert copies.reset(course, "exercises/00_start_here").kept.read_text() == ran
    mine(course, "01_features").unlink()
    assert copies.reset(course, "01_features").kept is None
    assert mine(course, "01_features").exists()
    assert not litter(course)


def test_update_replaces_what_is_as_it_was_shipped(course):
    copies.prepare(course)
    ship(course, "00_start_here", new := notebook("# better"))
    ship(course, "02_neurons", notebook("# new"))
    assert copies.outdated(course) == ["00_start_here"]
    changes = {change.name: change for change in copies.update(course)}
    assert changes["00_start_here"] == copies.Change("00_start_here", "replaced", None, False)
    assert changes["02_neurons"].done == "copied"
    assert mine(course, "00_start_here").read_text() == new
    assert copies.update(course) == []
    assert not (course / "work" / ".replaced").exists()


def test_update_keeps_what_the_learner_changed_beside_the_new_version(course):
    copies.prepare(course)
    mine(course, "00_start_here").write_text(edited := notebook("# 00_start_here", "x = 2"))
    assert copies.outdated(course) == []  # nothing new to bring
    ship(course, "00_start_here", notebook("# better"))
    [change] = copies.update(course)
    assert change.edited
    assert change.kept == mine(course, "00_start_here.before-update-1")
    assert change.kept.read_text() == edited
    assert mine(course, "00_start_here").read_text() == notebook("# better")


def test_running_and_saving_is_no_edit_but_the_results_are_kept_too(course):
    copies.prepare(course)
    mine(course, "00_start_here").write_text(ran := notebook("# 00_start_here", "x = 1", output="loss 0.1"))
    ship(course, "00_start_here", notebook("# better"))
    [change] = copies.update(course)
    assert not change.edited
    assert change.kept == course / "work" / ".replaced" / "00_start_here.before-update-1.ipynb"
    assert change.kept.read_text() == ran


def test_new_outputs_alone_are_no_new_version(course):
    copies.prepare(course)
    ship(course, "00_start_here", notebook("# 00_start_here", "x = 1", output="loss 0.2"))
    assert copies.outdated(course) == []
    assert copies.update(course) == []


@pytest.mark.parametrize("memory", [None, "", "[1]", '{"00_start_here": 3}', "{torn"])
def test_what_is_not_known_to_be_unchanged_is_kept(course, memory):
    copies.prepare(course)
    record = course / "work" / ".shipped.json"
    record.unlink() if memory is None else record.write_text(memory)
    ship(course, "00_start_here", notebook("# better"))
    [change] = [change for change in copies.update(course) if change.name == "00_start_here"]
    assert change.edited
    assert change.kept.read_text() == notebook("# 00_start_here", "x = 1")
    assert "00_start_here" in json.loads(record.read_text())


def test_a_copy_that_is_no_notebook_any_more_is_kept(course):
    copies.prepare(course)
    mine(course, "00_start_here").write_bytes(b"\xff\xfe torn")
    ship(course, "00_start_here", notebook("# better"))
    [change] = copies.update(course)
    assert change.kept.read_bytes() == b"\xff\xfe torn"


def test_lessons_are_found_by_the_names_that_people_use(course):
    for wanted in ("00_start_here", "00", "work/00_start_here.ipynb", "chapters/00_start_here", "00_start_here.ipynb"):
        assert copies.find(course, wanted) == "00_start_here"
    assert copies.find(course, "exercises/03") == "exercises/03_backpropagation"
    with pytest.raises(KeyError, match="Did you mean 00_start_here"):
        copies.find(course, "00_strat_here")
    with pytest.raises(KeyError, match=r"may be exercises/00_start_here or exercises/03_backpropagation\. Which one"):
        copies.find(course, "exercises")
    with pytest.raises(KeyError, match="There are: 00_start_here, 01_features, exercises/00"):
        copies.find(course, "")


FULL = """
import sys
from pathlib import Path
from dlcourse import rooms
from dlcourse.cli import copies
course, kept = Path(sys.argv[1]), Path(sys.argv[1], "work", "00_start_here.ipynb")
before = {path: path.read_bytes() for path in (course / "work").rglob("*") if path.is_file()}
for what in (copies.update, copies.prepare, lambda course: copies.reset(course, "00_start_here")):
    try:
        what(course)
    except OSError as error:
        print(error.strerror)
    assert {path: path.read_bytes() for path in (course / "work").rglob("*") if path.is_file()} == before
(course / "work" / "filler").unlink()
assert len(copies.update(course)) == 2
assert kept.read_text() == "new " * 9000
assert len(list((course / "work").glob("*.before-update-1.ipynb"))) == 1
"""


def test_a_full_disk_loses_nothing(course):
    """work/ is a real disk of 128 kB."""
    work = course / "work"
    work.mkdir()
    ship(course, "00_start_here", "new " * 9000)
    ship(course, "01_features", "new " * 9000)
    fill = (
        f"mount -t tmpfs -o size=128k none {work} && echo mine > {work}/00_start_here.ipynb && mkdir {work}/exercises"
        f" && cp {course}/chapters/exercises/* {work}/exercises && head -c 98304 /dev/zero > {work}/filler"
    )
    run = without(fill, [sys.executable, "-c", FULL, str(course)], Path.cwd())
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == ["No space left on device"] * 3


def test_two_at_once_never_overwrite(course):
    code = "import sys; from pathlib import Path; from dlcourse.cli import copies; copies.prepare(Path(sys.argv[1]))"
    started = [subprocess.Popen([sys.executable, "-c", code, str(course)], env=os.environ) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert all(mine(course, name).read_text() == shipped(course, name) for name in copies.lessons(course))
    assert not litter(course)


# A lesson has another name today


def earlier(course, changed="", ran=False):
    """The learner's copies as an earlier version made them: under names that have moved since."""
    for old in rooms.moved_notebooks():
        ship(course, old, notebook(f"# {old}", "x = 1"))
    copies.prepare(course)
    for old, new in rooms.moved_notebooks().items():
        (course / "chapters" / f"{old}.ipynb").unlink()
        for name in new:
            ship(course, name, notebook(f"# {name}", "x = 1"))
        if ran or old == changed:
            mine(course, old).write_text(notebook(f"# {old}", "x = 2" if old == changed else "x = 1", output="1"))


def test_a_name_that_moved_is_told_and_update_brings_todays_and_keeps_the_learners_beside(course):
    changed = "exercises/03_backpropagation"
    earlier(course, changed)
    assert copies.renamed(course) == rooms.moved_notebooks()
    assert copies.find(course, changed) == "exercises/03_backprop_exercises"
    changes = {change.name: change for change in copies.update(course)}
    for old, new in rooms.moved_notebooks().items():
        assert changes[old].now == tuple(new)
        assert not mine(course, old).exists()
        assert all(mine(course, name).read_text() == shipped(course, name) for name in new)
    kept = course / "work" / "exercises" / "03_backpropagation.before-update-1.ipynb"
    assert [change.kept for change in changes.values() if change.edited] == [kept]
    assert "x = 2" in kept.read_text()
    assert copies.renamed(course) == {}
    assert copies.update(course) == []


def test_a_copy_under_an_old_name_that_was_only_run_is_put_out_of_the_way(course):
    earlier(course, ran=True)
    kept = [change.kept for change in copies.update(course) if change.now]
    assert {path.parent for path in kept} == {course / "work" / ".replaced"}
    assert len(kept) == len(rooms.moved_notebooks())


def test_a_lesson_that_was_split_is_there_under_both_names(course, monkeypatch):
    moved = {"01_features": ["01a_by_hand", "01b_by_learning"]}
    monkeypatch.setattr(copies, "moved_notebooks", lambda: moved)
    copies.prepare(course)
    mine(course, "01_features").write_text(notebook("# mine"))
    (course / "chapters" / "01_features.ipynb").unlink()
    for name in moved["01_features"]:
        ship(course, name, notebook(f"# {name}"))
    with pytest.raises(KeyError, match="split into 01a_by_hand and 01b_by_learning"):
        copies.find(course, "01_features")
    [change] = [change for change in copies.update(course) if change.now]
    assert change.kept == course / "work" / "01_features.before-update-1.ipynb"
    assert mine(course, "01a_by_hand").exists()
    assert mine(course, "01b_by_learning").exists()


def test_names_lead_to_todays_over_several_moves(monkeypatch):
    table = {"moved": {"notebooks": {"a": ["b"], "b": ["c", "d"], "c": ["e"]}}}
    monkeypatch.setattr(rooms, "_table", lambda: table)
    assert rooms.moved_notebooks() == {"a": ["e", "d"], "b": ["e", "d"], "c": ["e"]}


@pytest.mark.parametrize(
    ("code", "gone"),
    [
        ("from dlcourse.demos.neuron import one_neuron", "dlcourse.demos"),
        ("from dlcourse.interact import yours_of_old", "dlcourse.interact.yours_of_old"),
    ],
)
def test_an_old_copy_that_asks_for_what_has_moved_is_told_to_update(code, gone):
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    said = ran.stderr.splitlines()[-1]
    assert said.startswith(f"ModuleNotFoundError: {gone} is not in this version of the course")
    assert "run `dlcourse update`" in said


def test_what_is_missing_elsewhere_is_told_by_python_itself():
    ran = subprocess.run([sys.executable, "-c", "import dlcourse_of_another_kind"], capture_output=True, text=True)
    assert ran.stderr.splitlines()[-1] == "ModuleNotFoundError: No module named 'dlcourse_of_another_kind'"
