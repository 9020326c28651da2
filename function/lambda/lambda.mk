# The Lambda function: included by the Makefile.
.PHONY: native lambda native-it cold-start warm

FUNCTION := function/lambda/target
EMULATOR := load-tests/lambda-emulator

native: ## build the native function: function/lambda/target/function.zip; GRAALVM_HOME or Docker, ARCH=arm64|amd64 with Docker
	@$(JDK); function/lambda/native.sh $(ARCH)

lambda: ## run the packed function as Lambda does, on :9000, with DynamoDB Local; DOOR=rest|http|url
	@$(JDK); $(EMULATOR)/lambda.sh $(or $(DOOR),rest)

native-it: ## run the tests of the packaged gateway against the native function in the Lambda emulator
	@$(JDK); function/lambda/native-it.sh

cold-start: $(BUILT) ## measure the function's cold start, native and on the JVM, in 3 minutes; needs nginx
	@$(JDK); load-tests/cold-start.sh

warm: $(BUILT) ## measure what a warm function adds, and whether streams keep their pace, in 3 minutes; needs nginx
	@$(JDK); load-tests/warm.sh
