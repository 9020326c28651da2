# The construct for the AWS CDK: included by the Makefile.
.PHONY: cdk-test
CDK := infra/cdk
CDK_READY := $(CDK)/node_modules/.ready

cdk-test: ## synthesize the CDK construct and check it; needs Node 20 and npm
	@if command -v npm >/dev/null; then $(MAKE) -s $(CDK_READY) && npm --prefix $(CDK) --silent test >/dev/null; \
	else echo "CDK CONSTRUCT NOT CHECKED: Node 20 and npm are not installed" >&2; [ -z "$${CI:-}" ]; fi

checks: cdk-test

# Installs only after the lock file has changed, so that a second run works offline.
$(CDK_READY): $(CDK)/package-lock.json
	@cmp -s $< $@ || npm --prefix $(CDK) --loglevel=error ci --ignore-scripts --prefer-offline >/dev/null
	@cp $< $@
