package dev.tollgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests how each endpoint type forwards a function's response. */
class FunctionReplyTest extends EmulatorFixture {
    private static final int SIX_MEGABYTES = 6 * 1024 * 1024;

    @Test
    void aChunkIsForwardedBeforeTheNextOneArrives() throws Exception {
        start(EndpointType.REST);
        try (FunctionGate gate = new FunctionGate()) {
            HttpResponse<InputStream> response =
                    client.send(request("/gated/" + gate.port()).build(), BodyHandlers.ofInputStream());
            gate.await();
            assertThat(new String(response.body().readNBytes(4), StandardCharsets.UTF_8))
                    .isEqualTo("one\n");

            gate.open();
            assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("two\n");
        }
    }

    @Test
    void eachEndpointTypeForwardsStatusHeadersAndCookies() throws Exception {
        for (EndpointType endpoint : EndpointType.values()) {
            start(endpoint);
            HttpResponse<String> response = get("/pid");

            assertThat(response.statusCode()).as("%s", endpoint).isEqualTo(201);
            assertThat(response.headers().firstValue("x-tag"))
                    .as("%s", endpoint)
                    .contains("a");
            assertThat(response.headers().allValues("set-cookie"))
                    .as("%s", endpoint)
                    .isEqualTo(List.of("c=1", "d=2"));
            stopServer();
        }
    }

    @Test
    void aStreamingFunctionUrlForwardsTheDocumentOfABufferedResponse() throws Exception {
        start(EndpointType.URL);
        HttpResponse<String> response = get("/wrapped");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/octet-stream");
        assertThat(response.body()).startsWith("{\"statusCode\":201,").endsWith("\"body\":\"in JSON\"}");
    }

    @Test
    void aStreamingRestApiAnswersABufferedResponseWithAnError() throws Exception {
        start(EndpointType.REST);
        assertThat(get("/wrapped").statusCode()).isEqualTo(502);
        assertThat(getWarm("/last-reply").body()).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void aBufferingApiForwardsThePreludeOfAStreamedResponse() throws Exception {
        start(EndpointType.HTTP);
        HttpResponse<String> response = get("/prelude");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ScriptedFunction.PRELUDE + "\0".repeat(8) + "raw");
    }

    @Test
    void aBufferedResponseOfMoreThanSixMegabytesIsRefusedAndTheProcessContinues() throws Exception {
        start(EndpointType.HTTP);
        assertThat(get("/bytes/" + SIX_MEGABYTES).statusCode()).isEqualTo(500);
        assertThat(getWarm("/last-reply").body()).startsWith("HTTP/1.1 413 ");
        assertThat(getWarm("/bytes/" + (SIX_MEGABYTES - 1024)).body()).hasSize(SIX_MEGABYTES - 1024);
    }

    @Test
    void anEventOfMoreThanSixMegabytesDoesNotReachTheFunction() throws Exception {
        start(EndpointType.REST);
        HttpResponse<String> response = client.send(
                request("/pid")
                        .POST(BodyPublishers.ofString("x".repeat(SIX_MEGABYTES)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(get("/pid").body()).endsWith(" 1");
    }

    @Test
    void aStreamIsThrottledAfterItsFirstSixMegabytes() {
        int quarter = 256 * 1024;
        ResponseQuota stream = ResponseQuota.of(true);
        assertThat(stream.consume(SIX_MEGABYTES)).isTrue();
        long before = System.nanoTime();
        assertThat(stream.consume(quarter)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofNanos(TimeUnit.SECONDS.toNanos(1) / 8));

        assertThat(ResponseQuota.of(true).consume(200 * 1024 * 1024 + 1)).isFalse();
        assertThat(ResponseQuota.of(false).consume(SIX_MEGABYTES)).isTrue();
        assertThat(ResponseQuota.of(false).consume(SIX_MEGABYTES + 1)).isFalse();
    }
}
