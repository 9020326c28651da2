# Deployment and its checks: included by the Makefile.
.PHONY: audit deploy plan templates
STAGE ?= default

templates: ## check the deployment templates with cfn-lint, for each endpoint type, and by a deployment into moto
	@infra/checks/run

checks: templates

audit: ## list what ships: software bill of materials, licences, newer versions, known vulnerabilities
	@$(JDK); infra/audit/run

# A word of the shell, whatever is in it.
quoted = '$(subst ','\'',$(1))'
# A released zip needs no build. It takes the place of one that was built.
ZIPS = infra/checks/zip $(call quoted,$(STAGE)) $(if $(ZIP),--zip $(call quoted,$(ZIP))) $(if $(ADMIN_ZIP),--admin-zip $(call quoted,$(ADMIN_ZIP)))

deploy: $(if $(ZIP),,native) ## build the native functions and deploy them with SAM; ZIP=released.zip ADMIN_ZIP=released-admin.zip STAGE=prod
	$(if $(ZIP)$(ADMIN_ZIP),,@! infra/checks/zip --has-admin $(call quoted,$(STAGE)) || $(MAKE) native-admin)
	@$(ZIPS)
	@infra/checks/release $(call quoted,$(STAGE))

plan: ## show what `make deploy` would change, also in nested stacks, and change nothing; ZIP=released.zip ADMIN_ZIP=released-admin.zip STAGE=prod
	@$(ZIPS)
	@infra/checks/plan $(call quoted,$(STAGE))
