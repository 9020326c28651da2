# The Lambda function: included by the Makefile.
.PHONY: native native-admin lambda native-it call-cost native-profile cold-start warm

FUNCTION := function/lambda/target
ADMIN_FUNCTION := function/admin-lambda/target
EMULATOR := load-tests/lambda-emulator

native: ## build the native function, function/lambda/target/tollgate-function.zip; needs GRAALVM_HOME or Docker (ARCH=arm64|amd64)
	@$(JDK); function/lambda/native.sh $(ARCH)

native-admin: ## build the native admin function, function/admin-lambda/target/tollgate-admin.zip (ARCH=arm64|amd64)
	@$(JDK); function/lambda/native.sh --admin $(ARCH)

lambda: ## run the packaged function in the Lambda emulator on port 9000, with DynamoDB Local; ENDPOINT=rest|http|url MEMORY=128
	@$(JDK); $(EMULATOR)/lambda.sh $(or $(ENDPOINT),rest) $(MEMORY)

native-it: ## run the tests of the packaged gateway against the native function in the Lambda emulator
	@$(JDK); function/lambda/native-it.sh

cold-start: $(BUILT) ## measure the cold start of the function, native and on the JVM, and by memory size; needs nginx
	@$(JDK); load-tests/cold-start.sh

call-cost: $(BUILT) ## measure what a warm call costs the native function: CPU, context switches, system calls; needs nginx
	@$(JDK); load-tests/call-cost.sh

native-profile: $(BUILT) ## show where the CPU time of a warm native function goes; needs nginx and perf
	@$(JDK); load-tests/native-profile.sh

warm: $(BUILT) ## measure what a warm function adds to a request and to a stream, also by memory size; needs nginx
	@$(JDK); load-tests/warm.sh
