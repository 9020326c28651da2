package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.ReceivedRequest;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Neither callers' keys nor providers' secrets nor prompts get into logs or answers. */
@QuarkusTest
final class SecrecyTest extends GatewayTest {
    private static final String PROVIDER_SECRET = "plain-provider-secret";

    private final Recorder log = new Recorder();

    @BeforeEach
    void record() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stopRecording() {
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void theProviderGetsItsOwnSecretAndNotTheCallersKey() {
        provider("kept", Replies.hello());
        client.chat(question("kept/m"));
        ReceivedRequest received = upstream.received("kept").getFirst();
        assertThat(received.headers().getFirst("authorization")).isEqualTo("Bearer " + PROVIDER_SECRET);
        assertThat(received.headers().toString()).doesNotContain("tg-tester");
    }

    @Test
    void noLogLineHoldsAKeyASecretOrAPrompt() {
        provider("kept", Replies.hello());
        provider("broken", Replies.status(500, "{\"error\":{\"message\":\"" + PROVIDER_SECRET + "\"}}"));
        String requestId = client.chat(streamedQuestion("kept/m")).requestId();
        ledger.awaitSettled(requestId);
        ledger.awaitSettled(client.chat(question("broken/m")).requestId());
        new GatewayClient(base, "tg-unknown-key").chat(question("kept/m"));
        client.chat("{\"model\":\"tg-in-a-body\",\"messages\":5}");
        ledger.down(true);
        client.chat(question("kept/m"));

        assertThat(String.join("\n", log.lines))
                .contains(requestId)
                .contains("\"Gateway\":\"tollgate\"")
                .doesNotContain("tg-tester", "tg-unknown-key", PROVIDER_SECRET, "Say hello", "Hello");
    }

    private void provider(String name, Reply reply) {
        routes.provider(new Provider(name, "openai", upstream.answers(name, reply), PROVIDER_SECRET, null));
    }

    /** Every log line, with its exceptions. */
    private static final class Recorder extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
            for (Throwable cause = line.getThrown(); cause != null; cause = cause.getCause()) {
                lines.add(cause.toString());
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
