# The command line: included by the Makefile.
.PHONY: cli

CLI := function/cli/target/tollgate-cli.jar

cli: $(CLI) ## build the command line function/cli/tollgate

$(CLI): $(SOURCES)
	@$(JDK); $(MVN) -q package -DskipTests -Dspotless.check.skip -pl function/cli -am
	@touch $@
