# Every target may be run twice: what is up to date is not done again. GNU make 3.81 (macOS) is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A machine with a GPU often brings its own PyTorch: there the system's Python is used as it is.
GPU_PYTHON ?= $(PYTHON)
# PyTorch's own wheels without CUDA: 0.2 GB in place of 3.
TORCH_CPU := https://download.pytorch.org/whl/cpu
# One BLAS thread a process: two notebooks side by side must not fight over the cores.
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1

.PHONY: help lab test test-slow gpu-test notebooks book budget bench calibrate learner-env test-env anew

help:  ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 14

lab: learner-env  ## open the course in JupyterLab, in your own copy; more options: make lab ARGS="--port=9000"
	@$(BIN)/python -m dlcourse.cli lab $(ARGS)

test: test-env  ## everything that proves the course, in under 30 minutes
	$(BIN)/python -m dlcourse.authoring check
	$(ONE_THREAD) $(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow"

test-slow: test-env  ## what takes longer
	$(ONE_THREAD) $(BIN)/python -m pytest -n 2 --dist loadgroup -m slow

gpu-test:  ## the same lessons on a CUDA machine, with whatever PyTorch it has; nothing is installed
	PYTHONPATH="$(CURDIR)" DLCOURSE_DEVICE=cuda $(GPU_PYTHON) -m dlcourse.authoring check

notebooks: test-env  ## run the stale text sources into stored notebooks
	$(BIN)/python -m dlcourse.authoring.offline $(BIN)/python -m dlcourse.authoring notebooks

book: test-env  ## the book, from the stored notebooks, into _build/html
	$(BIN)/python -m sphinx -W -q -b html . _build/html

budget: test-env  ## run time and peak memory of each lesson (LESSON=01a for one)
	$(BIN)/python -m dlcourse.authoring budget $(LESSON)

bench: test-env  ## the NumPy engine beside PyTorch and other engines, on quiet cores
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.memory

calibrate: test-env  ## twenty seeds of a lesson's evidence: make calibrate LESSON=01a
	$(BIN)/python -m dlcourse.authoring calibrate $(LESSON)

learner-env: $(VENV)/learner.stamp
test-env: $(VENV)/test.stamp

# It asks the doctor first, and leaves the stamp last: after an interruption or a failure the next run goes on.
$(VENV)/learner.stamp: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -m dlcourse.cli.install $(VENV) --torch-cpu "$(TORCH_CPU)"

$(VENV)/test.stamp: $(VENV)/learner.stamp
	@$(PYTHON) -m dlcourse.cli.install $(VENV) --extras test,book

# An environment whose Python has gone, with an upgrade of the system say, is made anew.
ifneq ($(shell $(BIN)/python -c 'print(1)' 2>/dev/null),1)
$(VENV)/learner.stamp: anew
endif
