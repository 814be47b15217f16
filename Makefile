# Every target may be run twice: what is up to date is not done again. GNU make 3.81 (macOS) is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# PyTorch's own wheels without CUDA: 0.2 GB in place of 3.
TORCH_CPU := https://download.pytorch.org/whl/cpu
# One BLAS thread a process: two notebooks side by side must not fight over the cores.
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1

.PHONY: help lab test test-slow notebooks learner-env test-env anew

help:  ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 14

lab: learner-env  ## open the course in JupyterLab, in your own copy; more options: make lab ARGS="--port=9000"
	@$(BIN)/python -m dlcourse.cli lab $(ARGS)

test: test-env  ## everything that proves the course, in under 30 minutes
	$(BIN)/python -m pytest -m "not slow"

test-slow: test-env  ## what takes longer
	$(BIN)/python -m pytest -m slow

notebooks: test-env  ## run the stale text sources into stored notebooks
	$(ONE_THREAD) $(BIN)/python -m dlcourse.authoring notebooks

learner-env: $(VENV)/learner.stamp
test-env: $(VENV)/test.stamp

# The stamp comes last: after an interruption or a failure the next run goes on.
$(VENV)/learner.stamp: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -m dlcourse.cli.doctor --before-install
	@$(PYTHON) -m dlcourse.cli.install $(VENV) --torch-cpu "$(TORCH_CPU)"
	@touch $@

$(VENV)/test.stamp: $(VENV)/learner.stamp
	@$(PYTHON) -m dlcourse.cli.install $(VENV) --extras test,book
	@touch $@

# An environment whose Python has gone, with an upgrade of the system say, is made anew.
ifneq ($(shell $(BIN)/python -c 'print(1)' 2>/dev/null),1)
$(VENV)/learner.stamp: anew
endif
