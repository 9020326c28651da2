# Included by the Makefile.
.PHONY: pictures pictures-check console-pictures

pictures: ## render docs/pictures/*.dot as SVG files; needs Graphviz
	@docs/pictures/pictures.sh render

console-pictures: $(BUILT) ## take the pictures of the console in docs/pictures again; needs npm and Chromium
	@cd function/server/src/test/console && npm ci --silent && node pictures.mjs

pictures-check:
	@docs/pictures/pictures.sh check

checks: pictures-check
