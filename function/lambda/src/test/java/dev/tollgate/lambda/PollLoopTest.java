package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.lambda.FunctionSettings.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the loop survives any failure of one event. */
class PollLoopTest extends PollLoopFixture {

    @Test
    void aBufferedResponseIsOneDocument() throws Exception {
        api.event("e1", inSeconds(60), EVENT);
        start(Mode.BUFFERED, 1);
        gateway.respond(head(200, "application/json"), bytes("{\"a\":"), bytes("1}"), new ResponsePart.End());

        String json = "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},"
                + "\"body\":\"{\\\"a\\\":1}\",\"isBase64Encoded\":false}";
        assertThat(api.post().document())
                .isEqualTo("POST /2018-06-01/runtime/invocation/e1/response HTTP/1.1\r\nHost: 127.0.0.1:"
                        + api.address().port() + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.length() + "\r\n\r\n" + json);
    }

    @Test
    void aRefusedResponseIsReportedAndTheNextEventIsHandled() throws Exception {
        api.reply("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        api.event("e1", inSeconds(60), EVENT);
        api.event("e2", inSeconds(60), EVENT);
        gateway.respond(
                head(200, "text/plain"), new ResponsePart.End(), head(204, "text/plain"), new ResponsePart.End());
        start(Mode.BUFFERED, 1);

        assertThat(api.post().document()).contains("/e1/response");
        assertThat(api.post().document()).contains("/e1/error").contains("status 413");
        assertThat(api.post().document()).contains("/e2/response").contains("\"statusCode\":204");
    }

    @Test
    void afterAFailedPollTheWorkerPollsAgain() throws Exception {
        api.next("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
        api.next("no HTTP at all\r\n\r\n");
        api.event("e1", inSeconds(60), EVENT);
        gateway.respond(STREAM, new ResponsePart.End());
        start(Mode.STREAM, 1);

        assertThat(api.post().until("0\r\n\r\n")).contains("/e1/response");
    }

    @Test
    void aWriteThatHangsIsClosedBeforeTheDeadline() throws Exception {
        api.reply(FakeRuntimeApi.HANG);
        api.event("e1", inSeconds(4), EVENT);
        api.event("e2", inSeconds(60), EVENT);
        gateway.respond(STREAM, new ResponsePart.End(), STREAM, new ResponsePart.End());
        start(Mode.STREAM, 1);

        assertThat(api.post().until("0\r\n\r\n")).contains("/e1/response");
        assertThat(api.post().until("0\r\n\r\n")).contains("/e2/response");
    }

    @Test
    void anEventThatIsNotForTheGatewayIsAnsweredWithoutAnError() throws Exception {
        api.event("e1", inSeconds(60), "{\"source\":\"aws.events\"}");
        start(Mode.STREAM, 1);

        assertThat(api.post().document())
                .contains("/e1/response")
                .endsWith("{\"status\":\"ignored\",\"source\":\"aws.events\"}");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aMalformedRequestIsAnsweredInOpenAisForm(Mode mode) throws Exception {
        api.event("e1", inSeconds(60), "{\"httpMethod\":\"GE T\",\"path\":\"/\"}");
        start(mode, 1);

        FakeRuntimeApi.Post post = api.post();
        String response = mode == Mode.STREAM ? post.until("0\r\n\r\n") : post.document();
        assertThat(response)
                .contains("/e1/response")
                .contains("\"statusCode\":400")
                .contains("x-request-id")
                .contains("The method of the request is malformed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "99999999999999999999", "-1", "253402300800000"})
    void anUnreadableDeadlineDoesNotDropTheEvent(String deadline) throws Exception {
        api.next("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: e1\r\nLambda-Runtime-Deadline-Ms: " + deadline
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(EVENT) + "0\r\n\r\n");
        gateway.respond(STREAM, new ResponsePart.End());
        start(Mode.STREAM, 1);

        api.post().until("0\r\n\r\n");
        assertThat(gateway.lifecycles.take().stopAt())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(14)),
                        Instant.now().plus(Duration.ofMinutes(15)));
    }

    @Test
    void aBufferedResponseThatIsTooLargeBecomesAnError() throws Exception {
        api.event("e1", inSeconds(60), EVENT);
        start(Mode.BUFFERED, 1);
        gateway.respond(
                new ResponsePart.Start(new ResponseHead(
                        200, List.of(new Header("content-type", "text/csv"), new Header("x-request-id", "req_1")))),
                bytes("x".repeat((int) BufferedResponseWriter.MAX_BYTES)),
                new ResponsePart.End());

        assertThat(api.post().document())
                .contains("\"statusCode\":500")
                .contains("\"x-request-id\":\"req_1\"")
                .contains("response_too_large");
        assertThat(gateway.lifecycles.take().maxResponseBytes()).isEqualTo(BufferedResponseWriter.MAX_BYTES);
    }

    @Test
    void withoutADeadlineTheMaximumOfLambdaApplies() throws Exception {
        api.next("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: e1\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk(EVENT) + "0\r\n\r\n");
        gateway.respond(STREAM, new ResponsePart.End());
        start(Mode.STREAM, 1);

        api.post().until("0\r\n\r\n");
        assertThat(gateway.lifecycles.take().stopAt()).isAfter(Instant.now().plus(Duration.ofMinutes(14)));
    }

    @Test
    void aCallMustEndFiveSecondsBeforeTheDeadline() throws Exception {
        long deadline = inSeconds(60);
        api.event("e1", deadline, EVENT);
        gateway.respond(STREAM, new ResponsePart.End());
        start(Mode.STREAM, 1);

        api.post().until("0\r\n\r\n");
        assertThat(gateway.lifecycles.take().stopAt()).isEqualTo(Instant.ofEpochMilli(deadline - 5_000));
    }

    @Test
    void twoWorkersHandleTwoEventsAtATime() throws Exception {
        api.event("e1", inSeconds(60), EVENT);
        api.event("e2", inSeconds(60), EVENT);
        start(Mode.STREAM, 2);

        assertThat(gateway.requests.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(gateway.requests.poll(10, TimeUnit.SECONDS)).isNotNull();
        gateway.respond(STREAM, new ResponsePart.End(), STREAM, new ResponsePart.End());
    }

    @Test
    void stoppingEndsTheWaitForEvents() throws Exception {
        start(Mode.STREAM, 1);
        assertThat(api.pollsForNext(10_000)).isTrue();
        long before = System.nanoTime();
        stop(Duration.ofMinutes(1));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
        assertThat(lost.getCount()).isOne();
    }

    @Test
    void stoppingLetsTheCurrentEventComplete() throws Exception {
        api.event("e1", inSeconds(60), EVENT);
        start(Mode.STREAM, 1);
        gateway.respond(STREAM);
        FakeRuntimeApi.Post post = api.post();
        post.until(chunk(STREAM_PRELUDE));

        Thread stopping = Thread.ofVirtual().start(() -> {
            try {
                stop(Duration.ofSeconds(10));
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        });
        gateway.respond(bytes("data: last\n\n"), new ResponsePart.End());
        assertThat(post.until("0\r\n\r\n")).contains("data: last");
        assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aFailedStartIsReportedWithItsCause() throws Exception {
        Exception failure = new IllegalStateException("no start", new IllegalArgumentException("a wrong setting"));
        new RuntimeApi(api.address(), Clock.systemUTC()).initError(FunctionError.of(failure));

        assertThat(api.post().document())
                .startsWith("POST /2018-06-01/runtime/init/error HTTP/1.1\r\n")
                .contains("Lambda-Runtime-Function-Error-Type: java.lang.IllegalStateException\r\n")
                .contains("no start; caused by java.lang.IllegalArgumentException: a wrong setting");
    }
}
