# make demo: from clone to a scored claim.   make test: everything that CI checks.   make bench: Eva against its peers.
.PHONY: setup build demo lint test bench browser clean

setup:
	@scripts/setup.sh

build: setup
	swift build -c release --product eva

demo: build
	@scripts/demo.sh

lint:
	swift format lint --strict --recursive Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift

test: setup lint
	@scripts/test.sh

# ONLY=trees,reasons runs parts; ROUNDS=1 is quick. Benchmarks/README.md says the rest.
bench: setup
	@scripts/bench.sh $(if $(ONLY),--only $(ONLY)) $(if $(WITHOUT),--without $(WITHOUT)) $(if $(ROUNDS),--rounds $(ROUNDS))

# A day at the console in Chromium, in both languages; pictures in build/screenshots.
browser: build
	@scripts/browser-test.sh

clean:
	rm -rf .build build
