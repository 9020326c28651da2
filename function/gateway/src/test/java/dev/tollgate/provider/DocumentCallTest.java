package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents by URL, in the words of each API, with providers that read only bytes: BerriAI/litellm#11839, BerriAI/litellm#11529. */
@QuarkusTest
final class DocumentCallTest extends GatewayTest {
    private static final byte[] PDF = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
    private static final Reply HELLO = Replies.status(200, """
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",
             "message":{"role":"assistant","content":"Hello"}}],
             "output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn",
             "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4,"inputTokens":3,"outputTokens":1,"totalTokens":4}}""");

    private FakeUpstream provider;

    @BeforeEach
    void start() {
        provider = new FakeUpstream((exchange, received) -> {
            if (received.path().endsWith("/a.pdf")) {
                exchange.sendResponseHeaders(200, PDF.length);
                exchange.getResponseBody().write(PDF);
            } else {
                HELLO.answer(exchange, received);
            }
        });
        routes.provider(new Provider("aws", "bedrock", provider.uri("aws"), "id:secret:token", "us-east-1"));
        routes.provider(new Provider("own", "openai", provider.uri("own"), null, null));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /v1/chat/completions | "messages":[{"role":"user","content":[{"type":"file","file":{"file_data":"URL"}}]}]
            /v1/chat/completions | "messages":[{"role":"user","content":[{"type":"input_file","file_url":"URL"}]}]
            /v1/responses        | "store":false,"input":[{"role":"user","content":[{"type":"input_file","file_url":"URL"}]}]
            /v1/messages         | "max_tokens":9,"messages":[{"role":"user","content":[{"type":"document","source":{"type":"url","url":"URL"}}]}]
            """)
    void theProviderGetsTheBytes(String path, String fields) {
        String url = provider.uri("files/a.pdf").toString();
        for (String model : new String[] {"aws/amazon.nova-lite-v1:0", "own/m"}) {
            Response response = client.post(path, "{\"model\":\"" + model + "\"," + fields.replace("URL", url) + "}");
            assertThat(response.status()).as(response.body()).isEqualTo(200);
        }

        assertThat(provider.received("aws").getFirst().body())
                .contains(
                        "\"document\":{\"format\":\"pdf\",\"name\":\"document\",\"source\":{\"bytes\":\"JVBERi0xLjc=\"}}");
        assertThat(provider.received("own").getFirst().body())
                .contains(
                        "\"file_data\":\"data:application/pdf;base64,JVBERi0xLjc=\"", "\"filename\":\"document.pdf\"");
    }

    @Test
    void anErrorNamesTheFieldOfTheClient() {
        String url = provider.uri("files/none.pdf").toString().replace("127.0.0.1", "localhost");
        Response response = client.post(
                "/v1/responses",
                "{\"model\":\"own/m\",\"store\":false,\"input\":[{\"role\":\"user\",\"content\":"
                        + "[{\"type\":\"input_file\",\"file_url\":\"" + url + "\"}]}]}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo("input[0].content[0].file_url");
        assertThat(provider.received("own")).isEmpty();
    }
}
