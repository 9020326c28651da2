# Included by the Makefile.
.PHONY: workflows
WORKFLOWS := .ci/workflows

workflows: ## check the workflows in .github
	@if command -v npm >/dev/null; then $(MAKE) -s $(WORKFLOWS)/node_modules/.ready && node $(WORKFLOWS)/check.js; \
	else echo "WORKFLOWS NOT CHECKED: Node 20 and npm are not installed" >&2; [ -z "$${CI:-}" ]; fi

checks: workflows

# Installs only after the lock file has changed, so that a second run works offline.
$(WORKFLOWS)/node_modules/.ready: $(WORKFLOWS)/package-lock.json
	@cmp -s $< $@ || npm --prefix $(WORKFLOWS) --loglevel=error ci --ignore-scripts --prefer-offline >/dev/null
	@cp $< $@
