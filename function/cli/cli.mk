# The command line: included by the Makefile.
.PHONY: cli native-cli native-cli-it

CLI := function/cli/target/tollgate-cli.jar

cli: $(CLI) ## build the command line, function/cli/tollgate

$(CLI): $(SOURCES)
	@$(JDK); $(MVN) -q package -DskipTests -Dspotless.check.skip -pl function/cli -am
	@rm -f function/cli/target/tollgate # an outdated native binary, which function/cli/tollgate would run
	@touch $@

native-cli: ## build the command line as a native binary and test it; needs GRAALVM_HOME or Docker
	@$(JDK); function/cli/native.sh
	@$(MAKE) --no-print-directory native-cli-it

native-cli-it: ## test the existing native command line against DynamoDB Local
	@$(JDK); $(MVN) -q verify -pl function/cli -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
	-Dit.test=PackedCommandIT -Dfailsafe.failIfNoSpecifiedTests=false -Ddev.tollgate.cli=$(CURDIR)/function/cli/target/tollgate
