package dev.tollgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an endpoint does by itself: what it refuses, in whose words, and what it does to headers. */
class EndpointRulesTest extends EmulatorFixture {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @Test
    void aRestApiRefusesInTheWordsOfTheTemplate() throws Exception {
        String template = Files.readString(Path.of(System.getProperty("dev.tollgate.root"), "infra/api.yaml"));
        start(EndpointType.REST, EndpointLimits.of(EndpointType.REST).throttling(1, 0));
        assertThat(get("/pid").statusCode()).isEqualTo(201);
        HttpResponse<String> throttled = get("/pid");

        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("retry-after")).contains("1");
        assertThat(template)
                .contains(throttled.body().replace("\"Too Many Requests\"", "$context.error.messageString"));
        stopServer();

        try (FunctionGate gate = new FunctionGate()) {
            start(EndpointType.REST, EndpointLimits.of(EndpointType.REST).running(1));
            CompletableFuture<HttpResponse<String>> first = begin("/held/" + gate.port());
            gate.await();
            HttpResponse<String> second = get("/pid");
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(template).contains(second.body());
            gate.open();
            assertThat(first.join().statusCode()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = EndpointType.class,
            names = {"REST", "HTTP"})
    void aFunctionThatAnswersTooLateIsNotWaitedFor(EndpointType endpoint) throws Exception {
        try (FunctionGate gate = new FunctionGate()) {
            start(endpoint, EndpointLimits.of(endpoint).waiting(Duration.ofMillis(300)));
            HttpResponse<String> late = get("/held/" + gate.port());
            gate.await();
            assertThat(late.statusCode()).isEqualTo(endpoint == EndpointType.REST ? 504 : 503);
            gate.open();
            assertThat(EndpointLimits.of(EndpointType.HTTP).patience()).isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void theRootOfARestApiAsksForATokenThatNobodyHas() throws Exception {
        start(EndpointType.REST);
        HttpResponse<String> root = get("/");
        assertThat(root.statusCode()).isEqualTo(403);
        assertThat(root.body()).contains("Missing Authentication Token", "\"type\": \"invalid_request_error\"");
        assertThat(root.headers().firstValue("x-amzn-errortype")).contains("MissingAuthenticationTokenException");
    }

    @ParameterizedTest
    @EnumSource(EndpointType.class)
    void aRequestThatIsTooLargeIsRefusedByEachInItsForm(EndpointType endpoint) throws Exception {
        start(endpoint);
        HttpResponse<String> refused = client.send(
                request("/pid")
                        .POST(BodyPublishers.ofByteArray(new byte[TEN_MEGABYTES + 1]))
                        .build(),
                BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body())
                .isEqualTo(
                        endpoint == EndpointType.REST
                                ? "{\"error\": {\"message\": \"Request Too Long\", \"type\": \"invalid_request_error\", \"param\": null, \"code\": \"REQUEST_TOO_LARGE\"}}"
                                : "{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void headersOfTheConnectionEndAtTheEndpointAndTheClientsAddressIsAdded() throws Exception {
        for (EndpointType endpoint : EndpointType.values()) {
            start(endpoint);
            String event = client.send(
                            request("/event")
                                    .header("te", "trailers")
                                    .header("x-forwarded-for", "192.0.2.7")
                                    .POST(BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body()
                    .toLowerCase(Locale.ROOT);
            assertThat(event)
                    .as("%s", endpoint)
                    .contains("192.0.2.7, 127.0.0.1")
                    .doesNotContain("content-length", "trailers");
            stopServer();
        }
    }

    @Test
    void aRestApiRenamesHeadersThatItSetsItself() throws Exception {
        start(EndpointType.REST);
        HttpResponse<String> response = get("/headers");
        assertThat(response.headers().firstValue("x-amzn-remapped-www-authenticate"))
                .contains("Bearer");
        assertThat(response.headers().firstValue("www-authenticate")).isEmpty();
        stopServer();
        start(EndpointType.URL);
        assertThat(get("/headers").headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void aRestApiKeepsBytesOnlyOfFormsWithFiles() throws Exception {
        byte[] bytes = {(byte) 0xff, 0x31};
        start(EndpointType.REST);
        String form = posted("multipart/form-data; boundary=x", bytes);
        assertThat(form).contains(Base64.getEncoder().encodeToString(bytes), "\"isBase64Encoded\":true");
        String text = posted("application/json", bytes);
        assertThat(text).contains("\ufffd1", "\"isBase64Encoded\":false");
    }

    @Test
    void aThrottleTakesABurstAndThenItsRate() {
        Instant start = Instant.EPOCH;
        Instant[] now = {start};
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
        RequestThrottle throttle =
                new RequestThrottle(EndpointLimits.of(EndpointType.REST).throttling(2, 1), clock);
        assertThat(throttle.take()).isTrue();
        assertThat(throttle.take()).isTrue();
        assertThat(throttle.take()).isFalse();
        now[0] = start.plusSeconds(1);
        assertThat(throttle.take()).isTrue();
        assertThat(throttle.take()).isFalse();
        now[0] = start.plusSeconds(60);
        assertThat(throttle.take()).isTrue();
        assertThat(throttle.take()).isTrue();
        assertThat(throttle.take()).isFalse();
    }

    private String posted(String type, byte[] body) throws Exception {
        return client.send(
                        request("/event")
                                .header("content-type", type)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
