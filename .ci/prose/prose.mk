# Included by the Makefile. words.json lists the banned words and their replacements.
.PHONY: prose prose-java
PROSE := .ci/prose
PROSE_READY := $(PROSE)/node_modules/.ready
# Runs a command if npm is installed. Otherwise says so, and fails if CI is set.
with-npm = @if command -v npm >/dev/null; then $(MAKE) -s $(PROSE_READY) && $(1); \
	else echo "PROSE NOT CHECKED: Node 20 and npm are not installed" >&2; [ -z "$${CI:-}" ]; fi

prose: ## check the English, line lengths and links of the documentation; PAGES=docs/cli.md checks one page
	$(call with-npm,npm --prefix $(PROSE) --silent test && node $(PROSE)/check.js $(PAGES))

checks: prose prose-java

prose-java: ## look for banned words in comments, messages, descriptions and help; FILES=… checks some files
	$(call with-npm,node $(PROSE)/sources.js $(FILES))

# Installs only after the lock file has changed, so that a second run works offline.
$(PROSE_READY): $(PROSE)/package-lock.json
	@cmp -s $< $@ || npm --prefix $(PROSE) --loglevel=error ci --ignore-scripts --prefer-offline >/dev/null
	@cp $< $@
