package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.golden.RecordedUsage;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An {@link Error} in the middle of a call is a failure like any other: reported, recorded, and never a clean end. */
@QuarkusTest
final class JvmErrorTest extends GatewayTest {

    @ParameterizedTest
    @ValueSource(strings = {"StackOverflowError", "NoClassDefFoundError"})
    void aStreamEndsInAnErrorEventAndIsRecordedAsCut(String error) {
        breaks(error, "in-stream");
        Response response = client.chat(streamedQuestion("in-stream/m"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("\"Hello\"", "internal_error").doesNotContain("[DONE]");
        assertThat(RecordedUsage.of(ledger.awaitSettled(response.requestId())))
                .isEqualTo(new RecordedUsage(13, 2, 0, 0, true, "cut", "internal"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"StackOverflowError", "NoClassDefFoundError"})
    void aWholeAnswerIsA500AndIsRecordedAsFailed(String error) {
        breaks(error, "whole");
        Response response = client.chat(question("whole/m"));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("internal_error");
        assertThat(RecordedUsage.of(ledger.awaitSettled(response.requestId())).outcome())
                .isEqualTo("failed");
    }

    private void breaks(String error, String name) {
        routes.provider(new Provider(
                name,
                "broken",
                upstream.answers(name, (exchange, request) -> {
                    if (request.body().contains("\"stream\":true")) {
                        Replies.events(Replies.chunk("{\"content\":\"Hello\"}", null)
                                        + Replies.chunk("{\"content\":\"" + error + "\"}", "stop"))
                                .answer(exchange, request);
                    } else {
                        Replies.status(200, "{\"error\":\"" + error + "\"}").answer(exchange, request);
                    }
                }),
                null,
                null));
    }
}
