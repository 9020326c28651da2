package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.promptlog.LoggedCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requests to S3 (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html) and to CloudWatch Logs
 * (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html).
 */
class AwsPromptLogTest {
    private static final LoggedCall CALL = new LoggedCall(
            "req_1",
            "team/a",
            "cheap-fast",
            "openai",
            "gpt",
            Instant.parse("2026-11-29T12:00:00Z"),
            Instant.parse("2026-11-29T12:00:01Z"),
            CallOutcome.COMPLETE,
            null,
            SampleRequests.of("Write to <EMAIL_1>."),
            null);

    private final List<Sent> received = Collections.synchronizedList(new ArrayList<>());
    private final Queue<String> errors = new ArrayDeque<>();
    private HttpServer server;

    private record Sent(String method, String path, Map<String, List<String>> headers, byte[] body) {
        private String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aBucketGetsAnObjectPerCall() throws IOException {
        try (Closing log = log("s3://my.prompts/tollgate/")) {
            log.log().write(CALL);
        }

        Sent put = received.getFirst();
        assertThat(put.method()).isEqualTo("PUT");
        assertThat(put.path()).isEqualTo("/my.prompts/tollgate/2026/11/29/team%2Fa/req_1.json");
        assertThat(put.header("Content-type")).isEqualTo("application/json");
        assertSigned(put, "s3");
        assertThat(JsonCodec.mapper().readTree(put.body()))
                .isEqualTo(JsonCodec.mapper()
                        .readTree("""
                {"request_id":"req_1","key_id":"team/a","alias":"cheap-fast","provider":"openai","model":"gpt",
                "received_at":"2026-11-29T12:00:00Z","ended_at":"2026-11-29T12:00:01Z","outcome":"complete","error":null,
                "request":%s,"answer":null}""".formatted(JsonCodec.mapper().writeValueAsString(CALL.request()))));
    }

    @Test
    void aLogGroupGetsAnEventPerCallInOneStreamPerProcess() throws IOException {
        try (Closing log = log("logs:/tollgate/prompts")) {
            log.log().write(CALL);
            log.log().write(CALL);
        }

        assertThat(received)
                .extracting(sent -> sent.header("X-amz-target"))
                .containsExactly(
                        "Logs_20140328.CreateLogStream", "Logs_20140328.PutLogEvents", "Logs_20140328.PutLogEvents");
        received.forEach(sent -> assertSigned(sent, "logs"));
        Sent put = received.getLast();
        assertThat(put.header("Content-type")).isEqualTo("application/x-amz-json-1.1");
        var body = JsonCodec.mapper().readTree(put.body());
        assertThat(body.path("logGroupName").asText()).isEqualTo("/tollgate/prompts");
        assertThat(body.path("logStreamName"))
                .isEqualTo(
                        JsonCodec.mapper().readTree(received.getFirst().body()).path("logStreamName"));
        assertThat(body.at("/logEvents/0/timestamp").asLong())
                .isEqualTo(CALL.endedAt().toEpochMilli());
        assertThat(body.at("/logEvents/0/message").asText()).contains("Write to <EMAIL_1>.");
    }

    @Test
    void aStreamThatExistsIsGoodEnough() {
        errors.add("{\"__type\":\"ResourceAlreadyExistsException\"}");
        try (Closing log = log("logs:prompts")) {
            log.log().write(CALL);
        }

        assertThat(received).hasSize(2);
    }

    @Test
    void aThrottledWriteIsTriedOnceMore() {
        errors.add("{\"__type\":\"ThrottlingException\"}");
        try (Closing log = log("s3://prompts")) {
            log.log().write(CALL);
        }

        assertThat(received).hasSize(2);
        assertThat(received.getFirst().path()).startsWith("/prompts/2026/11/29/");
    }

    @Test
    void aRefusalIsAFailureThatQuotesNothing() {
        errors.add("<Error>Write to ada@example.org</Error>");
        try (Closing log = log("s3://prompts")) {
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> log.log().write(CALL))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.STORE_UNAVAILABLE))
                    .withMessage("the bucket prompts answers with status 400");
        }
    }

    @Test
    void aFolderIsEnoughOnALaptop(@TempDir Path folder) throws IOException {
        try (Closing log = log("file:" + folder.resolve("prompts"))) {
            log.log().write(CALL);
        }

        assertThat(Files.readString(folder.resolve("prompts/req_1.json"))).contains("Write to <EMAIL_1>.");
        assertThat(received).isEmpty();
    }

    @Test
    void withoutASettingNothingIsKept() {
        AwsPromptLog log =
                new AwsPromptLog(GatewayConfigs.with(Map.of()), new TrustedAuthorities(Optional.empty()), Map.of());

        assertThat(log.configured()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompts", "s3://", "s3://A", "s3://bucket/a b", "logs:", "file:", "http://bucket"})
    void anotherFormStopsTheStart(String setting) {
        assertThatThrownBy(() -> log(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TOLLGATE_PROMPT_LOG must be s3://BUCKET/PREFIX, logs:GROUP or file:FOLDER");
    }

    /** AWS checks the value of a signature; that it covers the body, the host and the time is visible here. */
    private static void assertSigned(Sent sent, String service) {
        assertThat(sent.header("X-amz-content-sha256")).isEqualTo(sha256(sent.body()));
        assertThat(sent.header("X-amz-date")).matches("\\d{8}T\\d{6}Z");
        assertThat(sent.header("Authorization"))
                .matches("AWS4-HMAC-SHA256 Credential=\\S+/\\d{8}/eu-central-1/" + service + "/aws4_request, "
                        + "SignedHeaders=\\S*host\\S*x-amz-content-sha256;x-amz-date\\S*, Signature=[0-9a-f]{64}");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(new Sent(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Map.copyOf(exchange.getRequestHeaders()),
                exchange.getRequestBody().readAllBytes()));
        String error = errors.poll();
        byte[] body = (error == null ? "{}" : error).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(error == null ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Closing log(String place) {
        Map<String, String> settings = Map.of(
                "tollgate.prompt-log",
                place,
                "tollgate.prompt-log-endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort());
        return new Closing(new AwsPromptLog(
                GatewayConfigs.with(settings),
                new TrustedAuthorities(Optional.empty()),
                Map.of("AWS_REGION", "eu-central-1")));
    }

    private record Closing(AwsPromptLog log) implements AutoCloseable {
        @Override
        public void close() {
            log.close();
        }
    }
}
