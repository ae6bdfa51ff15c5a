# Every command sets up what it needs first, and is quick when nothing has changed.
# The same on Windows: py -3 packaging\bootstrap.py run
# Arguments for the program go into ARGS: make test ARGS="tests/domain -k lottery"

CANDIDATES := python3.11 python3.12 python3.13 python3
PYTHON ?= $(shell for p in $(CANDIDATES); do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)

BOOTSTRAP = @$(if $(PYTHON),,echo "Python 3.11, 3.12 or 3.13 is needed. On Debian 12: apt-get install python3.11" >&2; \
	echo "需要 Python 3.11、3.12 或 3.13。Debian 12 请运行：apt-get install python3.11" >&2; exit 2;) \
	$(PYTHON) packaging/bootstrap.py

.PHONY: help run test check bench set-up lock clean

help:
	@echo "make run      the embedded service with a sample season, and the desktop on it"
	@echo "              (without a screen: the same work unseen, pictures and papers in build/demo/)"
	@echo "make test     style, types, and all tests with their coverage"
	@echo "make check    style and types alone"
	@echo "make bench    measurements, as ratios to what the machine can do at best"
	@echo "make set-up   install everything, start nothing"
	@echo "make lock     resolve the dependencies anew (needs uv)"
	@echo "make clean    remove what programs and tools have made; .venv stays"

run test check bench set-up lock clean:
	$(BOOTSTRAP) $@ $(ARGS)
