package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
final class PassThroughTest extends GatewayTest {

    /** Clients that cut text by UTF-16 units send half an emoji; it is the provider's to judge. */
    @Test
    void halfACharacterPassesAsItCame() {
        routes.provider("kept", upstream.answers("kept", Replies.hello()));
        Response response = client.chat(question("kept/m").replace("hello", "\\ud83d"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(upstream.received("kept").getLast().body())
                .isEqualToIgnoringCase(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Say \\ud83d.\"}]}");
    }

    /** nginx keeps events back otherwise: mostlygeek/llama-swap#236, ggml-org/llama.cpp#24774 and #20872. */
    @Test
    void proxiesAreToldToPassStreamsOnAtOnce() {
        routes.provider("kept", upstream.answers("kept", Replies.hello()));
        Response stream = client.chat(streamedQuestion("kept/m"));
        assertThat(stream.header("cache-control")).isEqualTo("no-cache");
        assertThat(stream.header("x-accel-buffering")).isEqualTo("no");
        assertThat(client.chat(question("kept/m")).header("x-accel-buffering")).isNull();
    }

    /** Under load the endpoint may return before its response is on the wire. */
    @Test
    void everyAnswerTellsItsContentType() {
        routes.provider("kept", upstream.answers("kept", Replies.hello()));
        assertThat(IntStream.range(0, 400)
                        .parallel()
                        .mapToObj(i -> client.chat(i % 2 == 0 ? question("kept/m") : streamedQuestion("kept/m")))
                        .map(response -> response.header("content-type")))
                .containsOnly("application/json", "text/event-stream; charset=utf-8");
    }
}
