package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A coding agent from the packages in {@code src/test/coding-agents}. It runs in a folder, with a home of its own, so that it knows
 * no settings but those of its test.
 */
final class CodingAgent {
    private static final Path PROGRAMS = Path.of(
            System.getProperty("dev.tollgate.root"), "function/server/src/test/coding-agents/node_modules/.bin");

    private final String program;
    private final Path workspace;
    private final Path home;

    CodingAgent(String program, Path workspace) throws IOException {
        this.program = program;
        this.workspace = workspace;
        this.home = Files.createTempDirectory("tollgate-it-home");
    }

    /** Writes one of its settings files, below its home. */
    void configure(String file, String content) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    /** Runs it to its end, which must be a good one, and returns what it printed. */
    String run(Map<String, String> environment, String... arguments) throws Exception {
        return run(true, environment, arguments);
    }

    /** Runs it to its end, which must be a bad one, and returns what it printed. */
    String runToFailure(Map<String, String> environment, String... arguments) throws Exception {
        return run(false, environment, arguments);
    }

    private String run(boolean succeeds, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROGRAMS.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("tollgate-it-agent", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && (process.exitValue() == 0) == succeeds)
                .as(program + " printed " + printed)
                .isTrue();
        return printed;
    }
}
