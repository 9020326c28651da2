# Deployment and its checks: included by the Makefile.
.PHONY: audit deploy plan templates zips
STAGE ?= default

templates: ## check the deployment templates with cfn-lint, for each endpoint type, and by a deployment into moto
	@infra/checks/run

checks: templates

audit: ## list what ships: software bill of materials, licences, newer versions, known vulnerabilities
	@$(JDK); infra/audit/run

# A released zip needs no build. It takes the place of one that was built.
zips:
	$(if $(ZIP),@mkdir -p $(FUNCTION) && cp $(ZIP) $(FUNCTION)/tollgate-function.zip)
	$(if $(ADMIN_ZIP),@mkdir -p $(ADMIN_FUNCTION) && cp $(ADMIN_ZIP) $(ADMIN_FUNCTION)/tollgate-admin.zip)

deploy: $(if $(ZIP),,native) zips ## build the native functions and deploy them with SAM; ZIP=released.zip ADMIN_ZIP=released-admin.zip STAGE=prod
	$(if $(ZIP)$(ADMIN_ZIP),,@! infra/checks/zip --has-admin $(STAGE) || $(MAKE) native-admin)
	@infra/checks/zip $(STAGE)
	@infra/checks/release $(STAGE)

plan: zips ## show what `make deploy` would change, also in nested stacks, and change nothing; ZIP=released.zip ADMIN_ZIP=released-admin.zip STAGE=prod
	@infra/checks/zip $(STAGE)
	@infra/checks/plan $(STAGE)
