# The price list: included by the Makefile.
.PHONY: prices
FROM ?=
DATE ?=
COMMIT ?=

prices: ## update prices.json from a copy of genai-prices' data_slim.json: FROM=<the copy> DATE= COMMIT=
	@[ -n "$(FROM)" ] || { echo "Name the copy: make prices FROM=path/to/data_slim.json DATE=2026-08-21 COMMIT=47df840a" >&2; exit 2; }
	@python3 infra/prices/prices.py "$(FROM)" $(if $(DATE),--date "$(DATE)") $(if $(COMMIT),--commit "$(COMMIT)")
