# Deployment and its checks: included by the Makefile.
.PHONY: deploy templates
STAGE ?= default

templates: ## check the deployment templates with cfn-lint, for each endpoint type, and by a deployment into moto
	@infra/checks/run

checks: templates

deploy: native ## build the native function and deploy it with SAM; STAGE=prod for another stage of samconfig.toml
	@infra/checks/architecture $(STAGE)
	sam deploy --config-env $(STAGE)
