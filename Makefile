# make demo     set everything up and read the samples
# make test     set everything up and run all tests
# make check    format, lint, types, architecture, tests
# make quality  score the annotated samples against the floors (GOLD=DIR for other papers of the same form)
# make bench    accuracy and speed of reading, speed of the whole (SCANS=DIR for other scans)
# make samples  make the samples again from their sources
# make models   make the table of neighbours again (PAPERS=DIR of texts, MEASURED=DIR of texts to leave out)
# make golden   write the golden files again; read the diff before you commit it

PYTHON = .venv/bin/python
GOLD = samples/gold
OUT = out/samples

.PHONY: setup demo test check quality bench samples models golden clean

setup:
	@.ci/setup

demo: setup
	.venv/bin/vndocx extract samples/papers -o $(OUT)
	.venv/bin/vndocx status $(OUT)
	.venv/bin/vndocx references $(OUT)
	.venv/bin/vndocx deadlines $(OUT)

test: setup
	$(PYTHON) -m pytest -n 2

check: setup
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	$(PYTHON) -m pytest -n 2

quality: setup
	$(PYTHON) -m vndocx.evaluation $(GOLD)

bench: setup
	$(PYTHON) -m vndocx.evaluation.speed
	$(PYTHON) -m vndocx.evaluation.ocr $(if $(SCANS),--scans $(SCANS))

samples: setup
	$(PYTHON) samples/make.py

models: setup
	$(PYTHON) -m vndocx.training.neighbours $(PAPERS) --without $(MEASURED)

golden: setup
	VNDOCX_WRITE_GOLDEN=1 $(PYTHON) -m pytest tests -k golden

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
