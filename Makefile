# Two commands do everything: `make demo` runs the demo county, `make test` passes the tests.
# Both install what is missing (scripts/setup) and build once, in the same profile.

.PHONY: demo test assets setup-demo setup-test lint release bench

# Further arguments for the demo, e.g. make demo DEMO="--today 2026-11-23 --port 9000"
DEMO ?=

demo: setup-demo assets
	cargo run --quiet -p cli -- demo $(DEMO)

test: setup-test assets
	cargo nextest run --workspace --no-fail-fast
	cargo build --quiet -p cli
	GONGKAI_BIN="$$(scripts/target-directory)/debug/gongkai" npm --prefix crates/web test

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --quiet

assets: crates/web/node_modules/.installed
	npm --prefix crates/web run --silent build

crates/web/node_modules/.installed: crates/web/package-lock.json
	npm --prefix crates/web ci --silent
	touch $@

setup-demo:
	scripts/setup demo

setup-test:
	scripts/setup test

release: setup-demo assets
	cargo build --release -p cli

bench: release
	scripts/bench
