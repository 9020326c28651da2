# Included by the Makefile.
.PHONY: prices prices-check
FROM ?=
DATE ?=
COMMIT ?=

prices: ## renew prices.json: FROM=<copy of genai-prices' data_slim.json>, DATE= and COMMIT= of the copy
	@[ -n "$(FROM)" ] || { echo "Say where the copy is: make prices FROM=path/to/data_slim.json DATE=2026-08-21 COMMIT=47df840a" >&2; exit 2; }
	@python3 infra/prices/prices.py "$(FROM)" $(if $(DATE),--date "$(DATE)") $(if $(COMMIT),--commit "$(COMMIT)")

prices-check:
	@if command -v python3 >/dev/null; then PYTHONDONTWRITEBYTECODE=1 python3 -m unittest discover --start-directory infra/prices --quiet; \
	else echo "PRICES NOT CHECKED: python3 is not installed" >&2; [ -z "$${CI:-}" ]; fi

test: prices-check
