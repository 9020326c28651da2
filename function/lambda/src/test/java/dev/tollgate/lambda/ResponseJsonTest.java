package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.lambda.EventRequest.PayloadFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests responses in both payload formats. */
class ResponseJsonTest {
    private static final ResponseHead HEAD = new ResponseHead(
            200,
            List.of(
                    new Header("Content-Type", "text/plain"),
                    new Header("transfer-encoding", "chunked"),
                    new Header("vary", "a"),
                    new Header("Vary", "b"),
                    new Header("set-cookie", "c=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT"),
                    new Header("set-cookie", "d=2")));

    @Test
    void formatOneKeepsEachValue() {
        assertThat(ResponseJson.head(HEAD, PayloadFormat.V1))
                .hasToString("{\"statusCode\":200,\"multiValueHeaders\":{\"content-type\":[\"text/plain\"],"
                        + "\"vary\":[\"a\",\"b\"],"
                        + "\"set-cookie\":[\"c=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT\",\"d=2\"]}}");
    }

    @Test
    void formatTwoJoinsValuesExceptCookies() {
        assertThat(ResponseJson.head(HEAD, PayloadFormat.V2))
                .hasToString("{\"statusCode\":200,\"headers\":{\"content-type\":\"text/plain\",\"vary\":\"a, b\"},"
                        + "\"cookies\":[\"c=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT\",\"d=2\"]}");
    }

    @Test
    void textStaysTextAndEverythingElseIsBase64() {
        assertThat(body("application/json; charset=utf-8", "ä".getBytes(StandardCharsets.UTF_8)))
                .hasToString("{\"body\":\"ä\",\"isBase64Encoded\":false}");
        assertThat(body("audio/mpeg", new byte[] {1, 2, 3}))
                .hasToString("{\"body\":\"AQID\",\"isBase64Encoded\":true}");
        assertThat(body("text/plain", new byte[] {(byte) 0xff}))
                .hasToString("{\"body\":\"/w==\",\"isBase64Encoded\":true}");
    }

    private static ObjectNode body(String type, byte[] bytes) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        ResponseJson.body(response, new ResponseHead(200, List.of(new Header("content-type", type))), bytes);
        return response;
    }
}
