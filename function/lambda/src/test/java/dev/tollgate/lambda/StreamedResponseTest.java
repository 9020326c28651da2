package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.lambda.FunctionSettings.Mode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests the bytes of a streamed response: the prelude, the chunks, and the trailers of a failed one. */
class StreamedResponseTest extends PollLoopFixture {

    @Test
    void eachPartIsSentAsAChunkBeforeTheNextOneArrives() throws Exception {
        api.event("e1", inSeconds(60), EVENT);
        start(Mode.STREAM, 1);
        gateway.respond(STREAM, bytes("data: 1\n\n"));

        FakeRuntimeApi.Post post = api.post();
        String first = streamPost() + chunk(STREAM_PRELUDE) + chunk("data: 1\n\n");
        assertThat(post.until(chunk("data: 1\n\n"))).isEqualTo(first);

        gateway.respond(bytes("data: 2\n\n"), new ResponsePart.End());
        assertThat(post.until("0\r\n\r\n")).isEqualTo(first + chunk("data: 2\n\n") + "0\r\n\r\n");
    }

    @Test
    void aResponseThatFailsAfterItsHeadReportsTheErrorInTrailers() throws Exception {
        api.event("e1", inSeconds(60), EVENT);
        start(Mode.STREAM, 1);
        gateway.respond(STREAM, bytes("data: {\"error\":{}}\n\n"));
        gateway.lifecycles
                .poll(10, TimeUnit.SECONDS)
                .cut(new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The answer took too long."));
        gateway.respond(new ResponsePart.End());

        String body = "{\"errorMessage\":\"The answer took too long.\",\"errorType\":\"Tollgate.upstream_timeout\"}";
        assertThat(api.post().whole())
                .endsWith("0\r\nLambda-Runtime-Function-Error-Type: Tollgate.upstream_timeout\r\n"
                        + "Lambda-Runtime-Function-Error-Body: "
                        + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n");
    }

    @Test
    void aResponseThatBreaksBeforeItsHeadIsAnOrdinaryOpenAiError() throws Exception {
        api.event("e1", inSeconds(60), EVENT);
        start(Mode.STREAM, 1);
        gateway.respond(new ResponsePart.Broken());

        assertThat(api.post().until("0\r\n\r\n"))
                .startsWith(streamPost())
                .contains(
                        "{\"statusCode\":500,\"headers\":{\"content-type\":\"application/json\",\"x-request-id\":\"req_")
                .endsWith("\0".repeat(8) + "\r\n"
                        + chunk("{\"error\":{\"message\":\"The gateway failed to handle this request.\","
                                + "\"type\":\"server_error\",\"param\":null,\"code\":\"internal_error\"}}")
                        + "0\r\n\r\n");
    }

    @Test
    void aStreamThatBreaksEndsWithAnErrorEventAndTrailers() throws Exception {
        api.event("e1", inSeconds(60), EVENT);
        start(Mode.STREAM, 1);
        gateway.respond(STREAM, bytes("data: 1\n\n"), new ResponsePart.Broken());

        String error = "data: {\"error\":{\"message\":\"The gateway failed to handle this request.\","
                + "\"type\":\"server_error\",\"param\":null,\"code\":\"internal_error\"}}\n\n";
        assertThat(api.post().whole())
                .startsWith(streamPost() + chunk(STREAM_PRELUDE) + chunk("data: 1\n\n") + chunk(error)
                        + "0\r\nLambda-Runtime-Function-Error-Type: Tollgate.internal\r\n");
    }

    @Test
    void aSilentGatewayIsGivenUpBeforeTheDeadline() throws Exception {
        api.event("e1", inSeconds(2), EVENT);
        start(Mode.STREAM, 1);

        assertThat(api.post().until("0\r\n\r\n"))
                .contains("{\"statusCode\":504,")
                .contains("\"code\":\"upstream_timeout\"");
        assertThat(gateway.closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theWorkerPollsAgainOnlyAfterTheCallIsSettled() throws Exception {
        gateway.beginCalls();
        api.event("e1", inSeconds(60), EVENT);
        start(Mode.STREAM, 1);
        assertThat(api.pollsForNext(10_000)).isTrue();
        gateway.respond(STREAM, new ResponsePart.End());
        api.post().until("0\r\n\r\n");

        assertThat(api.pollsForNext(300)).isFalse();
        gateway.lifecycles.take().settled();
        assertThat(api.pollsForNext(10_000)).isTrue();
    }
}
