package dev.tollgate.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The function as the JVM build packages it, in a separate process. */
final class FunctionProcess implements AutoCloseable {
    private static final Path JAR =
            Path.of(System.getProperty("dev.tollgate.root"), "function/lambda/target/tollgate-lambda-runner.jar");

    private final Process process;
    private final Path output;

    private FunctionProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static FunctionProcess start(FakeRuntimeApi api, FunctionTables tables, Map<String, String> environment)
            throws IOException {
        Path output = Files.createTempFile("function", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It does not live long enough for the second compiler to pay for itself.
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString());
        builder.environment()
                .put(
                        FunctionSettings.API,
                        api.address().host() + ":" + api.address().port());
        builder.environment().putAll(tables.settings());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new FunctionProcess(process, output);
    }

    /** Sends SIGTERM, as Lambda does when it no longer needs an environment. */
    void terminate() {
        process.destroy();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Waits for the end of the process and returns its status. Fails the test if it does not end. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the function did not end: " + output());
        }
        return process.exitValue();
    }

    /** Returns everything that the function has printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
