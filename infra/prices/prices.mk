# The price list: included by the Makefile.
.PHONY: prices
VERSION ?= latest
COPY ?=
DATE ?=
LIST ?=

prices: ## renew the price list from the npm package genai-prices; VERSION=0.1.8, or COPY=data.json DATE=2026-09-23, LIST=file
	@python3 infra/prices/prices.py --version "$(VERSION)" $(if $(COPY),--copy "$(COPY)") $(if $(DATE),--date "$(DATE)") \
	$(if $(LIST),--file "$(LIST)")
