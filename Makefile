# make demo: from clone to a scored claim.   make test: everything that CI checks.
.PHONY: setup build demo lint test clean

setup:
	@scripts/setup.sh

build: setup
	swift build -c release --product eva

demo: build
	@scripts/demo.sh

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

test: setup lint
	@scripts/test.sh

clean:
	rm -rf .build build
