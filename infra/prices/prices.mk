# Included by the Makefile.
.PHONY: prices
FROM ?=
DATE ?=
COMMIT ?=

prices: ## renew prices.json: FROM=<copy of genai-prices' data_slim.json>, DATE= and COMMIT= of the copy
	@[ -n "$(FROM)" ] || { echo "Say where the copy is: make prices FROM=path/to/data_slim.json DATE=2026-08-21 COMMIT=47df840a" >&2; exit 2; }
	@python3 infra/prices/prices.py "$(FROM)" $(if $(DATE),--date "$(DATE)") $(if $(COMMIT),--commit "$(COMMIT)")
