# Deployment and its checks: included by the Makefile.
.PHONY: audit deploy templates
STAGE ?= default

templates: ## check the deployment templates with cfn-lint, for each endpoint type, and by a deployment into moto
	@infra/checks/run

checks: templates

audit: ## list what ships: software bill of materials, licences, newer versions, known vulnerabilities
	@$(JDK); infra/audit/run

deploy: native ## build the native function and deploy it with SAM; STAGE=prod for another stage of samconfig.toml
	@infra/checks/architecture $(STAGE)
	sam deploy --config-env $(STAGE)
