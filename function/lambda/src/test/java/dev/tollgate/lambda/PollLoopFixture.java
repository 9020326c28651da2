package dev.tollgate.lambda;

import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.lambda.FunctionSettings.Mode;
import dev.tollgate.process.FatalErrors;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;

/** A poll loop between a fake Runtime API and a scripted gateway. */
abstract class PollLoopFixture {
    static final String EVENT = """
            {"version":"2.0","rawPath":"/x","rawQueryString":"","headers":{},\
            "requestContext":{"http":{"method":"GET","sourceIp":"192.0.2.1"}}}""";
    static final ResponsePart.Start STREAM = head(200, "text/event-stream");

    static final String STREAM_POST = String.join(
            "\r\n",
            "POST /2018-06-01/runtime/invocation/e1/response HTTP/1.1",
            "Host: 127.0.0.1:PORT",
            "Content-Type: application/vnd.awslambda.http-integration-response",
            "Lambda-Runtime-Function-Response-Mode: streaming",
            "Transfer-Encoding: chunked",
            "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
            "",
            "");
    static final String STREAM_PRELUDE =
            "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/event-stream\"}}" + "\0".repeat(8);

    final FakeRuntimeApi api = new FakeRuntimeApi();
    final ScriptedGatewayHttp gateway = new ScriptedGatewayHttp();
    final CountDownLatch lost = new CountDownLatch(1);
    final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    private PollLoop loop;

    @AfterEach
    void end() throws Exception {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(5));
        }
        api.close();
    }

    void start(Mode mode, int workers) {
        loop = new PollLoop(
                new FunctionSettings(api.address(), mode, workers),
                gateway,
                new FatalErrors(exits::add),
                Clock.systemUTC());
        loop.start(lost::countDown);
    }

    void stop(Duration timeout) throws InterruptedException {
        loop.stop(timeout);
    }

    String streamPost() {
        return STREAM_POST.replace("PORT", String.valueOf(api.address().port()));
    }

    static long inSeconds(long seconds) {
        return Instant.now().plusSeconds(seconds).toEpochMilli();
    }

    static ResponsePart.Start head(int status, String contentType) {
        return new ResponsePart.Start(new ResponseHead(status, List.of(new Header("content-type", contentType))));
    }

    static ResponsePart bytes(String text) {
        return new ResponsePart.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a chunk of HTTP's chunked transfer encoding. */
    static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
