package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.ReceivedRequest;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only calls to Bedrock have: a signature, and files that the gateway fetches. */
@QuarkusTest
final class BedrockCallTest extends GatewayTest {
    private static final byte[] GIF = "GIF89a, as small as it gets".getBytes(StandardCharsets.US_ASCII);
    private static final Reply HELLO = Replies.status(200, """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn",
             "usage":{"inputTokens":3,"outputTokens":1,"totalTokens":4}}""");

    private static final Reply EMBEDDING = Replies.status(200, "{\"embedding\":[1,0.5],\"inputTextTokenCount\":2}");

    private FakeUpstream bedrock;

    @BeforeEach
    void start() {
        bedrock = new FakeUpstream((exchange, received) -> {
            if (received.path().endsWith("/cat.gif")) {
                exchange.sendResponseHeaders(200, GIF.length);
                exchange.getResponseBody().write(GIF);
            } else if (received.path().endsWith("/invoke")) {
                EMBEDDING.answer(exchange, received);
            } else {
                HELLO.answer(exchange, received);
            }
        });
        routes.provider(new Provider("aws", "bedrock", bedrock.uri("aws"), "id:secret:token", "us-east-1"));
    }

    @AfterEach
    void stop() {
        bedrock.close();
    }

    @Test
    void signsARequestForThePathOfItsModel() {
        assertThat(client.chat(question("aws/amazon.nova-lite-v1:0")).status()).isEqualTo(200);

        ReceivedRequest received = bedrock.received("aws").getFirst();
        assertThat(received.path()).isEqualTo("/aws/model/amazon.nova-lite-v1:0/converse");
        assertThat(received.headers().getFirst("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=id/")
                .contains("/us-east-1/bedrock/aws4_request");
        assertThat(received.headers().getFirst("x-amz-security-token")).isEqualTo("token");
    }

    @Test
    void signsEmbeddingRequestsLikeChats() {
        Response response = client.post(
                "/v1/embeddings", "{\"model\":\"aws/amazon.titan-embed-text-v2:0\",\"input\":[\"a\",\"b\"]}");

        assertThat(response.json().at("/data/1/embedding")).hasToString("[1.0,0.5]");
        assertThat(response.json().at("/usage/total_tokens").intValue()).isEqualTo(4);
        assertThat(bedrock.received("aws")).hasSize(2).allSatisfy(received -> {
            assertThat(received.path()).isEqualTo("/aws/model/amazon.titan-embed-text-v2:0/invoke");
            assertThat(received.headers().getFirst("authorization")).startsWith("AWS4-HMAC-SHA256 Credential=id/");
        });
    }

    @Test
    void sendsImagesByUrlAsBytes() {
        Response response = client.chat(picture(bedrock.uri("files/cat.gif").toString()));

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(bedrock.received("aws").getFirst().body())
                .contains("\"image\":{\"format\":\"gif\",\"source\":{\"bytes\":\"R0lGODlhL");
    }

    @Test
    void doesNotFetchImagesOfThisMachineUnderAnotherName() {
        String url = bedrock.uri("files/cat.gif").toString().replace("127.0.0.1", "localhost");
        Response response = client.chat(picture(url));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo("messages[0].content[0].image_url.url");
        assertThat(bedrock.received("files")).isEmpty();
        assertThat(bedrock.received("aws")).isEmpty();
    }

    private static String picture(String url) {
        var root = JsonCodec.mapper().createObjectNode().put("model", "aws/amazon.nova-lite-v1:0");
        root.putArray("messages")
                .addObject()
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put("url", url);
        return root.toString();
    }
}
