# Included by the Makefile, which has the target native.
.PHONY: deploy templates
STAGE ?= default

templates: ## check the templates: cfn-lint, each door, a deployment into moto
	@infra/checks/run

test: templates

deploy: native ## build the native function and deploy it with SAM; STAGE=prod for another stage of samconfig.toml
	@infra/checks/architecture $(STAGE)
	sam deploy --config-env $(STAGE)
