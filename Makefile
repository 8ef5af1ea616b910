# SPDX-License-Identifier: GPL-3.0-or-later
#
# Everything here needs a Swift 6.3 toolchain and installs the rest, which is GLPK, by itself.
# `make` alone lists the targets.

SWIFT ?= swift
DEMO = deep-space-gateway-2017
# What `make bench` runs, and options for its driver; what `make bench-micro` times.
SUITES ?= gateway 12 20
BENCH ?=
MICRO ?= 12-1 20-1 40-1

# Where GLPK may be. These prefixes are looked at on each use, not once, because `setup` may have
# just filled one; set GLPK_PREFIXES for a GLPK that lives elsewhere.
GLPK_PREFIXES ?= /usr /usr/local /opt/homebrew /home/linuxbrew/.linuxbrew
GLPK_PREFIX = $(shell for prefix in $(GLPK_PREFIXES); do \
	if [ -e "$$prefix/include/glpk.h" ]; then echo "$$prefix"; break; fi; done)

# The compiler looks below /usr by itself, elsewhere it has to be told.
GLPK_FLAGS = $(addprefix -Xcc -I,$(addsuffix /include,$(filter-out /usr,$(GLPK_PREFIX)))) \
	$(addprefix -Xlinker -L,$(addsuffix /lib,$(filter-out /usr,$(GLPK_PREFIX))))

.DEFAULT_GOAL := help
.PHONY: help setup build test demo bench bench-setup bench-micro bench-scaling bench-sweeps bench-simulation validate lint format clean
.NOTPARALLEL:

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

setup: ## Install GLPK, unless it is there
	@if [ -n "$(GLPK_PREFIX)" ]; then exit 0; fi; \
	echo "glpk.h is not below any of: $(GLPK_PREFIXES)" >&2; \
	if command -v apt-get >/dev/null; then \
	  run=; \
	  if [ "$$(id -u)" -ne 0 ]; then \
	    run=sudo; \
	    command -v sudo >/dev/null || { \
	      echo "error: installing libglpk-dev needs root, and there is no sudo" >&2; \
	      echo "help: run 'apt-get install libglpk-dev' as root, then make again" >&2; exit 1; }; \
	  fi; \
	  set -x; \
	  $$run apt-get update && \
	  $$run env DEBIAN_FRONTEND=noninteractive apt-get install --yes libglpk-dev; \
	elif command -v brew >/dev/null; then \
	  set -x; brew install glpk; \
	else \
	  echo "error: cannot install GLPK: there is neither apt-get nor brew" >&2; \
	  echo "help: install GLPK 5.0 with its header, and say where: make GLPK_PREFIXES=/opt/glpk" >&2; \
	  exit 1; \
	fi

build: setup ## Build the release version of perilune
	$(SWIFT) build --configuration release --product perilune $(GLPK_FLAGS)

test: setup ## Run all tests, optimized: exhaustive search is slow otherwise
	$(SWIFT) test --configuration release $(GLPK_FLAGS)

demo: build ## Plan the Deep Space Gateway and write its timeline to out/
	@mkdir -p out
	"$$($(SWIFT) build --configuration release $(GLPK_FLAGS) --show-bin-path)/perilune" \
	  plan manifests/$(DEMO).yaml --csv out/$(DEMO).csv
	@echo "The timeline is in out/$(DEMO).csv"

bench-setup: ## Install the benchmark's peers into a virtual environment
	@[ -x Benchmarks/.venv/bin/python ] || python3 -m venv Benchmarks/.venv
	Benchmarks/.venv/bin/pip install --quiet --requirement Benchmarks/requirements.txt

bench: build bench-setup ## Time Perilune and its peers side by side
	python3 Benchmarks/run.py --suite $(SUITES) $(BENCH) \
	  --perilune "$$($(SWIFT) build --configuration release $(GLPK_FLAGS) --show-bin-path)/perilune"

bench-micro: setup ## Time the operations that planning is made of
	$(SWIFT) build --configuration release --product perilune-microbench $(GLPK_FLAGS)
	python3 Benchmarks/suites.py --out Benchmarks/results $(MICRO)
	"$$($(SWIFT) build --configuration release $(GLPK_FLAGS) --show-bin-path)/perilune-microbench" \
	  $(patsubst %,Benchmarks/results/%.yaml,$(MICRO)) --csv Benchmarks/results/micro.csv

bench-scaling: build ## Fit how cost grows with elements, vehicles, windows and days
	python3 Benchmarks/scaling.py $(BENCH) \
	  --perilune "$$($(SWIFT) build --configuration release $(GLPK_FLAGS) --show-bin-path)/perilune"

bench-sweeps: build ## Time sweeps of delays as multiples of one plan
	python3 Benchmarks/sweeps.py $(BENCH) \
	  --perilune "$$($(SWIFT) build --configuration release $(GLPK_FLAGS) --show-bin-path)/perilune"

bench-simulation: build bench-setup ## Time simulations against SimPy and compare what they find
	Benchmarks/.venv/bin/python Benchmarks/simulation.py $(BENCH) \
	  --perilune "$$($(SWIFT) build --configuration release $(GLPK_FLAGS) --show-bin-path)/perilune"

validate: build ## Plan the assembly of the ISS and compare it with history
	python3 Validation/beta.py --check
	python3 Validation/polar.py --check
	python3 Validation/validate.py \
	  --perilune "$$($(SWIFT) build --configuration release $(GLPK_FLAGS) --show-bin-path)/perilune"

lint: ## Check the format, strictly
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks/Micro Package.swift

format: ## Put all sources into the format
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Benchmarks/Micro Package.swift

clean: ## Remove what was built and written
	rm -rf .build out
