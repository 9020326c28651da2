package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests the whole function as a process: how it starts, answers, survives errors of the Runtime API and ends. */
@Execution(ExecutionMode.CONCURRENT)
class FunctionIT extends FunctionFixture {
    private static final int LARGEST = 6 * 1024 * 1024;
    private static final String HEALTH = "GET /health";

    @Test
    void onASignalItAnswersAndSettlesTheCallInProgressAndStopsPolling() throws Exception {
        // The second worker waits for an event. Its disconnect shows that the signal has arrived.
        start(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "2"));
        event("e1", 60, CHAT, REQUEST);
        api.next(FakeRuntimeApi.HANG);
        FakeRuntimeApi.Post post = api.post();
        assertThat(post.containing("first")).contains("\"statusCode\":200");
        assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();
        assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();

        function.terminate();
        assertThat(api.seesDisconnect(TIMEOUT_MILLIS)).isTrue();
        provider.release();
        assertThat(post.whole()).contains("last").contains("data: [DONE]").endsWith("0\r\n\r\n");
        assertThat(function.exitStatus()).isEqualTo(143);
        assertThat(tables.usage()).containsExactly("settled 5");
        assertThat(api.pollsForNext(0)).isFalse();
        assertThat(function.output()).contains("\"CloudWatchMetrics\"").doesNotContain("ERROR");
    }

    @Test
    void itSurvivesErrorsOfTheRuntimeApi() throws Exception {
        api.next("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
        api.reply(FakeRuntimeApi.HANG);
        api.reply("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        start(Map.of());
        assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();
        assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();
        event("e1", 4, HEALTH, "");
        assertThat(api.post().whole()).contains("/e1/response");
        event("e2", 60, HEALTH, "");
        assertThat(api.post().whole()).contains("/e2/response");
        event("e3", 60, HEALTH, "");
        assertThat(api.post().whole()).contains("/e3/response").contains("\"statusCode\":200");
        assertThat(function.alive()).isTrue();
    }

    @Test
    void aBodyMayBeEmptyOrLargeButNotTooLarge() throws Exception {
        provider.release();
        start(Map.of("TOLLGATE_RESPONSE_MODE", "buffered"));
        event("e1", 60, CHAT, "");
        assertThat(api.post().document()).contains("\"statusCode\":400").contains("invalid_json");

        event("e2", 60, CHAT, REQUEST.replace("Go on.", "x".repeat(LARGEST - REQUEST.length() + 6)));
        assertThat(api.post().document()).contains("\"statusCode\":200").contains("last");
        assertThat(provider.requests().poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .hasSizeGreaterThan(LARGEST - 100);

        event("e3", 60, CHAT, REQUEST.replace("Go on.", "x".repeat(LARGEST - REQUEST.length() + 7)));
        assertThat(api.post().document()).contains("\"statusCode\":413").contains("request_too_large");
    }

    @Test
    void itHandlesAsManyEventsAtATimeAsLambdaSends() throws Exception {
        start(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "3"));
        for (int i = 1; i <= 3; i++) {
            assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();
        }
        // The first one is alone: a cold function does not compete with itself for the time-outs of the store.
        event("e1", 60, CHAT, REQUEST);
        assertThat(api.post().containing("first")).contains("first");
        event("e2", 60, CHAT, REQUEST);
        event("e3", 60, CHAT, REQUEST);
        assertThat(api.post().containing("first")).contains("first");
        assertThat(api.post().containing("first")).contains("first");
        assertThat(api.pollsForNext(0)).isFalse();
    }

    @Test
    void theSweepEventClosesRecordsOfDeadEnvironments() throws Exception {
        tables.putInFlight("dead", Instant.now().minusSeconds(60));
        tables.putInFlight("in flight", Instant.now().plusSeconds(600));
        tables.putPending("of an older version", Instant.now().minusSeconds(60));
        start(Map.of("TOLLGATE_NAME", "gateway"));

        api.event("e1", Instant.now().plusSeconds(60).toEpochMilli(), "{\"tollgate\":\"sweep\"}");

        assertThat(api.post().document()).contains("/e1/response").endsWith("\r\n\r\n{}");
        assertThat(tables.statuses()).containsExactlyInAnyOrder("dead abandoned", "of an older version abandoned");
        assertThat(function.output())
                .contains("\"event\":\"sweep\",\"swept\":2,\"failed\":0,\"oldest_seconds\":0,")
                .contains("\"Gateway\":\"gateway\",\"Abandoned\":2,\"OverdueSeconds\":0,\"_aws\":{");
    }

    @Test
    void aFailedStartIsReportedWithItsCause() throws Exception {
        start(Map.of("TOLLGATE_RESPONSE_MODE", "sideways"));

        assertThat(api.post().document())
                .startsWith("POST /2018-06-01/runtime/init/error HTTP/1.1\r\n")
                .contains("TOLLGATE_RESPONSE_MODE: expected stream or buffered, got sideways.");
        assertThat(function.exitStatus()).isEqualTo(1);
    }
}
