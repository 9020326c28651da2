# Releases: included by the Makefile.
.PHONY: release reproduce

release: native native-admin native-cli $(BUILT) ## build what a release has for this machine's processor, into target/release
	@PYTHONDONTWRITEBYTECODE=1 python3 infra/release/release.py

reproduce: ## build the server's archive twice in different folders, and fail if its files differ
	@$(JDK); infra/release/reproduce
