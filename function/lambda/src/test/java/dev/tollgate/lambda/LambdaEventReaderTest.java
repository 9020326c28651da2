package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.lambda.EventRequest.PayloadFormat;
import dev.tollgate.openai.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how the events of the three endpoint types and of the schedules are read. */
class LambdaEventReaderTest {

    /** The endpoint has verified a signature, and says whose it is. A client can say so in headers only, which count for nothing. */
    @Test
    void anIdentityComesFromTheEndpointAndFromNowhereElse() throws Exception {
        String arn = "arn:aws:sts::123456789012:assumed-role/Deployer/run-7";
        assertThat(read("""
                {"httpMethod":"GET","path":"/admin/v1/me","requestContext":{"identity":{"userArn":"%s"}}}""".formatted(arn)).callerArn()).isEqualTo(arn);
        assertThat(read("""
                {"rawPath":"/admin/v1/me","requestContext":
                 {"http":{"method":"GET"},"authorizer":{"iam":{"userArn":"%s"}}}}""".formatted(arn)).callerArn()).isEqualTo(arn);
        assertThat(read("""
                {"httpMethod":"GET","path":"/admin/v1/me","multiValueHeaders":{"userArn":["%s"]},
                 "requestContext":{"identity":{"userArn":null}}}""".formatted(arn)).callerArn()).isNull();
    }

    @Test
    void anEventOfARestApiKeepsEachValueAndIsEncodedAgain() throws Exception {
        EventRequest request = read("""
                {"httpMethod":"POST","path":"/v1/models/openai/a b",
                 "headers":{"X-Tag":"two"},
                 "multiValueHeaders":{"X-Tag":["one, and more","two"],"Cookie":["a=1; b=2"]},
                 "multiValueQueryStringParameters":{"q":["a&b","ä"],"n":["1"]},
                 "requestContext":{"identity":{"sourceIp":"192.0.2.7"}},
                 "body":"{\\"a\\":\\"ö\\"}","isBase64Encoded":false}""");

        assertThat(request.format()).isEqualTo(PayloadFormat.V1);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/models/openai/a%20b?q=a%26b&q=%C3%A4&n=1");
        assertThat(request.headers())
                .containsExactly(
                        new Header("X-Tag", "one, and more"),
                        new Header("X-Tag", "two"),
                        new Header("Cookie", "a=1; b=2"));
        assertThat(request.body()).isEqualTo("{\"a\":\"ö\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTestEventOfTheConsoleHasOnlySingleValues() throws Exception {
        EventRequest request = read("""
                {"httpMethod":"GET","path":"/x","headers":{"accept":"*/*"},"multiValueHeaders":null,
                 "queryStringParameters":{"a":"1"},"multiValueQueryStringParameters":null,"body":null}""");

        assertThat(request.target()).isEqualTo("/x?a=1");
        assertThat(request.headers()).containsExactly(new Header("accept", "*/*"));
        assertThat(request.body()).isEmpty();
    }

    @Test
    void anEventOfFormatTwoKeepsQueryAndCommas() throws Exception {
        EventRequest request = read("""
                {"version":"2.0","rawPath":"/v1/models/a%2Fb","rawQueryString":"a=1&b=%20&c",
                 "headers":{"user-agent":"A/1 (x, y)","authorization":"Bearer sk"},"cookies":["a=1","b=2"],
                 "requestContext":{"http":{"method":"GET","sourceIp":"2001:db8::1"}},"isBase64Encoded":false}""");

        assertThat(request.format()).isEqualTo(PayloadFormat.V2);
        assertThat(request.target()).isEqualTo("/v1/models/a%2Fb?a=1&b=%20&c");
        assertThat(request.headers())
                .isEqualTo(List.of(
                        new Header("user-agent", "A/1 (x, y)"),
                        new Header("authorization", "Bearer sk"),
                        new Header("cookie", "a=1; b=2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A stage in front, as some proxies leave it, and a path that a domain maps to the API.
                "/{proxy+}      | /prod/v1/models          | v1/models         | /v1/models",
                "/{proxy+}      | /ai/llm/v1/models/a b    | v1/models/a b     | /v1/models/a%20b",
                "/{proxy+}      | /v1/models/openai%2Fgpt  | v1/models/openai%2Fgpt | /v1/models/openai%2Fgpt",
                // What is captured is decoded once more than the path: only the path is certain.
                "/{proxy+}      | /v1/models/openai%2Fgpt  | v1/models/openai/gpt   | /v1/models/openai%2Fgpt",
                "/llm/{proxy+}  | /llm/v1/models           | v1/models         | /llm/v1/models",
                "/{proxy+}      | /v1/models               | ''                | /v1/models"
            })
    void whatIsInFrontOfTheResourceOfARestApiIsLeftOut(String resource, String path, String proxy, String target)
            throws Exception {
        assertThat(read("""
                {"httpMethod":"GET","resource":"%s","path":"%s","pathParameters":{"proxy":"%s"}}""".formatted(resource, path, proxy)).target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "prod, /prod/v1/models, /v1/models",
        "prod, /v1/models, /v1/models",
        "prod, /product/v1, /product/v1",
        "$default, /$default/v1, /$default/v1",
        "prod, /prod, /prod"
    })
    void theStageOfAnHttpApiIsLeftOut(String stage, String path, String target) throws Exception {
        assertThat(read("""
                {"rawPath":"%s","requestContext":{"stage":"%s","http":{"method":"GET"}}}""".formatted(path, stage)).target()).isEqualTo(target);
    }

    @Test
    void aBodyOfSixMegabytesIsDecodedFromBase64() throws Exception {
        byte[] body = "x".repeat(6 * 1024 * 1024).getBytes(StandardCharsets.US_ASCII);
        EventRequest request = read("{\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"rawPath\":\"/\",\"body\":\""
                + Base64.getEncoder().encodeToString(body) + "\",\"isBase64Encoded\":true}");

        assertThat(request.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                       | JSON of type object",
                "null                                                     | JSON of type null",
                "[1,2]                                                    | JSON of type array",
                "\"ping\"                                                 | JSON of type string",
                "42                                                       | JSON of type number",
                "{\"key1\":\"value1\"}                                    | JSON of type object",
                "{\"source\":\"serverless-plugin-warmup\"}                | serverless-plugin-warmup",
                "{\"source\":\"aws.events\",\"detail\":{}}                | aws.events",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}            | aws:sqs",
                "{\"Records\":[{\"EventSource\":\"aws:sns\"}]}            | aws:sns",
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{}}]}   | aws:s3",
                "{\"source\":\"a\\nb\"}                                   | JSON of type object"
            })
    void anEventThatIsNotForTheGatewayIsKnownByItsSource(String json, String source) throws Exception {
        assertThat(event(json)).isEqualTo(new LambdaEvent.ForeignEvent(source));
    }

    @Test
    void whatIsNoJsonIsAnError() {
        assertThatThrownBy(() -> event("no JSON")).hasMessageStartingWith("The event is not JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"httpMethod\":\"GET\",\"path\":\"/\",\"body\":\"*\",\"isBase64Encoded\":true}",
                "{\"httpMethod\":\"GE T\",\"path\":\"/\"}",
                "{\"httpMethod\":{},\"path\":\"/\"}",
                "{\"httpMethod\":\"GET\",\"path\":\"/\",\"headers\":{\"a b\":\"c\"}}",
                "{\"httpMethod\":\"GET\",\"path\":\"/\",\"headers\":{\"\":\"c\"}}",
                "{\"httpMethod\":\"GET\",\"path\":\"/\",\"headers\":{\"a\":\"b\\r\\nc: d\"}}",
                "{\"httpMethod\":\"GET\",\"path\":\"/\",\"headers\":{\"a\":\"\\u0000\"}}"
            })
    void aMalformedRequestIsTheClientsFault(String json) throws Exception {
        assertThat(event(json)).isInstanceOfSatisfying(LambdaEvent.MalformedRequest.class, malformed -> {
            assertThat(malformed.format()).isEqualTo(PayloadFormat.V1);
            assertThat(malformed.failure().kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        });
    }

    @Test
    void onlyTheSchedulesEventStartsASweepAndNoRequestCan() throws Exception {
        assertThat(event("{\"tollgate\":\"sweep\"}")).isEqualTo(new LambdaEvent.Sweep());
        assertThat(event("{\"tollgate\":\"batches\"}")).isEqualTo(new LambdaEvent.BatchRun());
        assertThatThrownBy(() -> event("{\"tollgate\":\"dance\"}"))
                .isInstanceOf(LambdaEventReader.UnreadableEventException.class);
        assertThat(read("""
                {"tollgate":"sweep","httpMethod":"POST","path":"/","body":"{\\"tollgate\\":\\"sweep\\"}"}""").method()).isEqualTo("POST");
        assertThat(read("""
                {"tollgate":"sweep","requestContext":{"http":{"method":"POST"}},"rawPath":"/",
                 "body":"{\\"tollgate\\":\\"sweep\\"}"}""").method()).isEqualTo("POST");
    }

    private static EventRequest read(String json) throws LambdaEventReader.UnreadableEventException {
        return (EventRequest) event(json);
    }

    private static LambdaEvent event(String json) throws LambdaEventReader.UnreadableEventException {
        return LambdaEventReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
