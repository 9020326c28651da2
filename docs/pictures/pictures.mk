# Included by the Makefile.
.PHONY: pictures pictures-check

pictures: ## render docs/pictures/*.dot as SVG files; needs Graphviz
	@docs/pictures/pictures.sh render

pictures-check:
	@docs/pictures/pictures.sh check

checks: pictures-check
