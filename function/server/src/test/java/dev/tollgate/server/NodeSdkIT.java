package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs {@code src/test/node}, the official npm client's tests, against the packaged server. */
class NodeSdkIT {
    private static final Path TESTS = Path.of(System.getProperty("dev.tollgate.root"), "function/server/src/test/node");

    @Test
    void theNpmClientsTestsPass() throws Exception {
        // Node is optional on a developer's machine. In CI it must be installed.
        Assumptions.assumeTrue(
                System.getenv("CI") != null || exists("npm"), "npm is not installed: the npm client was NOT tested");
        run(List.of("npm", "ci", "--silent"), "http://none");
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedProvider provider = new ScriptedProvider();
                RunningGateway gateway = RunningGateway.with(config(provider, never))) {
            assertThat(run(
                            List.of("node", "--test", "--test-reporter=tap"),
                            gateway.url().toString()))
                    .contains("# pass 12", "# fail 0");
        }
    }

    private static String config(ScriptedProvider provider, CountDownLatch never) {
        return """
                providers:
                  tools: { kind: openai, base_url: "%s" }
                  streamed: { kind: openai, base_url: "%s" }
                  slow: { kind: openai, base_url: "%s" }
                  endless: { kind: openai, base_url: "%s" }
                  embeddings: { kind: openai, base_url: "%s" }
                aliases:
                  demo: { targets: [ { model: echo/echo-1 } ] }
                  with-tools: { targets: [ { model: tools/any } ] }
                  with-streamed-tools: { targets: [ { model: streamed/any } ] }
                  slow: { targets: [ { model: slow/any } ] }
                  endless: { targets: [ { model: endless/any } ] }
                  embeddings: { targets: [ { model: embeddings/any } ] }
                keys:
                  node: { secret: sk-it-node }
                  single: { secret: sk-it-node-single, limits: { concurrent: 1 } }
                """.formatted(
                        provider.at("tools", ScriptedProvider.json(ProviderReplies.TOOL_CALL)),
                        provider.at("streamed", ScriptedProvider.events(ProviderReplies.STREAMED_TOOL_CALL)),
                        provider.at("slow", ScriptedProvider.slowly(ProviderReplies.STREAMED_TEXT)),
                        provider.at("endless", ScriptedProvider.held(never, new CountDownLatch(1))),
                        provider.embeddingAt("embeddings", ScriptedProvider.json(ProviderReplies.EMBEDDINGS)));
    }

    /** Returns what the command printed. Surefire uses the output of this process, so the command writes to a file. */
    private static String run(List<String> command, String url) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tollgate-node", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(TESTS.toFile());
        builder.environment().put("TOLLGATE_URL", url);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(180, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as(command + " printed " + printed)
                .isTrue();
        return printed;
    }

    private static boolean exists(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    }
}
