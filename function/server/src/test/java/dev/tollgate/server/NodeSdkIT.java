package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.strict.BatchAnswers;
import dev.tollgate.strict.StrictBatches;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Runs {@code src/test/node}, the tests of the official npm clients, against the packaged server. */
class NodeSdkIT {
    @Test
    void theNpmClientsTestsPass() throws Exception {
        NodeTests tests = NodeTests.in("node");
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedProvider provider = new ScriptedProvider();
                StrictBatches batches = new StrictBatches();
                RunningGateway gateway =
                        RunningGateway.with(config(provider, batches, never), "TOLLGATE_JOBS_FOLLOW_BATCHES", "1s")) {
            batches.answerAtOnce((_, _) -> BatchAnswers.answered("Done."));
            assertThat(tests.run(Map.of("TOLLGATE_URL", gateway.url().toString())))
                    .contains("# pass 32", "# fail 0");
        }
    }

    private static String config(ScriptedProvider provider, StrictBatches batches, CountDownLatch never) {
        return """
                providers:
                  tools: { kind: openai, base_url: "%s" }
                  streamed: { kind: openai, base_url: "%s" }
                  slow: { kind: openai, base_url: "%s" }
                  endless: { kind: openai, base_url: "%s" }
                  embeddings: { kind: openai, base_url: "%s" }
                  batches: { kind: openai, base_url: "%s", api_key: secret, quirks: { batches: true } }
                aliases:
                  nightly: { targets: [ { model: batches/any } ] }
                  demo: { targets: [ { model: echo/echo-1 } ] }
                  with-tools: { targets: [ { model: tools/any } ] }
                  with-streamed-tools: { targets: [ { model: streamed/any } ] }
                  slow: { targets: [ { model: slow/any } ] }
                  endless: { targets: [ { model: endless/any } ] }
                  embeddings: { targets: [ { model: embeddings/any } ] }
                keys:
                  node: { secret: sk-it-node }
                  stored: { secret: sk-it-node-stored, responses: { store: true, background: true } }
                  single: { secret: sk-it-node-single, limits: { concurrent: 1 } }
                """.formatted(
                        provider.at("tools", ScriptedProvider.json(ProviderReplies.TOOL_CALL)),
                        provider.at("streamed", ScriptedProvider.events(ProviderReplies.STREAMED_TOOL_CALL)),
                        provider.at("slow", ScriptedProvider.slowly(ProviderReplies.STREAMED_TEXT)),
                        provider.at("endless", ScriptedProvider.held(never, new CountDownLatch(1))),
                        provider.embeddingAt("embeddings", ScriptedProvider.json(ProviderReplies.EMBEDDINGS)),
                        batches.uri("openai"));
    }
}
