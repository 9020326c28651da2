package dev.tollgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * Tests that events are as AWS documents them: version 1
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html) and version 2
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
class ProxyEventBytesTest extends EmulatorFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERY = "?tag=a%2Cb&tag=c%20d&empty";
    private static final byte[] BINARY = {(byte) 0xff, 0, 1};

    @Test
    void aRestApiDecodesTheQueryAndKeepsEachValueOfAHeader() throws Exception {
        start(EndpointType.REST);
        ObjectNode event = event(request("/event/x%20y" + QUERY).POST(BodyPublishers.ofString("{\"a\":\"ö\"}")));

        assertThat(event.path("multiValueHeaders").path("X-tag").toString()).isEqualTo("[\"one, and more\",\"two\"]");
        assertThat(event.path("headers").path("X-tag").textValue()).isEqualTo("two");
        assertThat(event.path("headers").path("Cookie").textValue()).isEqualTo("a=1; b=2");
        event.remove("headers");
        event.remove("multiValueHeaders");
        assertThat(event).isEqualTo(JSON.readTree("""
                {"resource":"/{proxy+}","path":"/event/x y","httpMethod":"POST",
                 "pathParameters":{"proxy":"event/x y"},
                 "queryStringParameters":{"tag":"c d","empty":""},
                 "multiValueQueryStringParameters":{"tag":["a,b","c d"],"empty":[""]},
                 "requestContext":{"stage":"local","httpMethod":"POST","identity":{"sourceIp":"127.0.0.1","userArn":null}},
                 "body":"{\\"a\\":\\"ö\\"}","isBase64Encoded":false}"""));
    }

    @Test
    void versionTwoKeepsTheQueryAndJoinsValuesWithCommas() throws Exception {
        start(EndpointType.HTTP);
        ObjectNode event = event(request("/event/x%20y" + QUERY)
                .header("content-type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"a\":\"ö\"}")));

        assertThat(event.path("headers").path("x-tag").textValue()).isEqualTo("one, and more,two");
        assertThat(event.path("headers").has("cookie")).isFalse();
        event.remove("headers");
        assertThat(event).isEqualTo(JSON.readTree("""
                {"version":"2.0","routeKey":"$default","rawPath":"/event/x%20y",
                 "rawQueryString":"tag=a%2Cb&tag=c%20d&empty",
                 "queryStringParameters":{"tag":"a,b,c d","empty":""},
                 "cookies":["a=1","b=2"],
                 "requestContext":{"stage":"$default","domainName":"local.execute-api","http":
                   {"method":"POST","path":"/event/x%20y","protocol":"HTTP/1.1","sourceIp":"127.0.0.1"}},
                 "body":"{\\"a\\":\\"ö\\"}","isBase64Encoded":false}"""));
    }

    @Test
    void aMissingQueryOrBodyIsNullInVersionOneAndAbsentInVersionTwo() throws Exception {
        start(EndpointType.REST);
        ObjectNode first = event(request("/event"));
        assertThat(first.path("queryStringParameters").isNull()).isTrue();
        assertThat(first.path("multiValueQueryStringParameters").isNull()).isTrue();
        assertThat(first.path("body").isNull()).isTrue();
        stopServer();

        start(EndpointType.URL);
        ObjectNode second = event(request("/event"));
        assertThat(second.path("rawQueryString").textValue()).isEmpty();
        assertThat(second.has("queryStringParameters")).isFalse();
        assertThat(second.has("body")).isFalse();
        assertThat(second.path("isBase64Encoded").booleanValue()).isFalse();
        assertThat(second.at("/requestContext/domainName").textValue()).isEqualTo("local.lambda-url");
    }

    @Test
    void versionTwoEncodesBodiesWhoseTypeIsNotText() throws Exception {
        start(EndpointType.URL);
        HttpRequest.BodyPublisher text = BodyPublishers.ofString("hello");
        assertBody("aGVsbG8=", true, event(request("/event").POST(text)));
        assertBody(
                "hello",
                false,
                event(request("/event").header("content-type", "text/plain").POST(text)));
        HttpRequest.Builder noText = request("/event").header("content-type", "application/json");
        assertBody(
                Base64.getEncoder().encodeToString(BINARY),
                true,
                event(noText.POST(BodyPublishers.ofByteArray(BINARY))));
    }

    private static void assertBody(String body, boolean encoded, JsonNode event) {
        assertThat(event.path("body").textValue()).isEqualTo(body);
        assertThat(event.path("isBase64Encoded").booleanValue()).isEqualTo(encoded);
    }

    /** Returns the event of this request, with some headers that are hard to represent. */
    private ObjectNode event(HttpRequest.Builder request) throws Exception {
        request.header("x-tag", "one, and more").header("x-tag", "two").header("cookie", "a=1; b=2");
        String event = client.send(request.build(), BodyHandlers.ofString()).body();
        return (ObjectNode) JSON.readTree(event);
    }
}
