package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.client.SampleForm;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that are no forms, or could mean two things, are refused by field. */
@QuarkusTest
final class MediaFormTest extends GatewayTest {
    @Inject
    MemoryBudget budget;

    @BeforeEach
    void aProvider() {
        routes.provider(
                "media",
                upstream.answersAt(
                        "media", "images/edits", Replies.status(200, "{\"data\":[{\"b64_json\":\"aGk=\"}]}")));
    }

    @Test
    void imagesToEditAreFilesOrAddresses() {
        byte[] image = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 0};
        Response form = GatewayClient.send(SampleForm.of("media/m")
                .with("prompt", "p")
                .file("image[]", "image/png", image)
                .file("image[]", "image/png", image)
                .post(client, "/v1/images/edits"));
        assertThat(form.status()).isEqualTo(200);
        assertThat(upstream.received("media").getLast().body().split("image\\[\\]\"; filename", -1))
                .hasSize(3);
        String json = "{\"model\":\"media/m\",\"prompt\":\"p\",\"images\":[{\"image_url\":\"https://x.test/a\"}]}";
        assertThat(client.post("/v1/images/edits", json).status()).isEqualTo(200);
        assertThat(upstream.received("media").getLast().body()).isEqualTo(json.replace("media/m", "m"));
    }

    @Test
    void aTranscriptionNeedsAForm() {
        Response response = client.post("/v1/audio/transcriptions", "{\"model\":\"media/m\"}");
        assertThat(response.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--b\r\n\r\nx\r\n--b--", "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm"})
    void aBrokenFormIsA400(String body) {
        Response response = GatewayClient.send(client.request("/v1/audio/transcriptions")
                .header("content-type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body)));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/message").asText()).startsWith("The body is not a form: ");
    }

    @Test
    void aFieldThatCouldMeanTwoThingsIsRefused() {
        Response twice =
                GatewayClient.send(recording().with("model", "other/m").post(client, "/v1/audio/transcriptions"));
        assertThat(twice.json().at("/error/param").asText()).isEqualTo("model");
        Response missing = GatewayClient.send(SampleForm.of("media/m").post(client, "/v1/audio/transcriptions"));
        assertThat(missing.json().at("/error/param").asText()).isEqualTo("file");
        Response large = GatewayClient.send(SampleForm.of("media/m")
                .file("file", "audio/wav", new byte[7 * 1024 * 1024])
                .post(client, "/v1/audio/transcriptions"));
        assertThat(large.status()).isEqualTo(413);
    }

    @Test
    void anUploadThatIsCutReachesNoProvider() throws IOException {
        hears(Replies.status(200, "{\"text\":\"whole\"}"));
        byte[] form = hearing("whole").bytes();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/audio/transcriptions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + keys.open("cut") + "\r\nContent-Type: multipart/form-data; boundary="
                                    + SampleForm.BOUNDARY + "\r\nContent-Length: " + form.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(form, 0, form.length - 10);
            socket.getOutputStream().flush();
            Awaitility.await().until(() -> budget.held() > 0);
        }
        Awaitility.await().until(() -> budget.held() == 0);

        assertThat(GatewayClient.send(hearing("whole").post(client, "/v1/audio/transcriptions"))
                        .body())
                .contains("whole");
        assertThat(upstream.received("ears"))
                .filteredOn(received -> received.body().contains("sound of whole"))
                .hasSize(1);
    }

    /** Neither may see a byte of the other one's recording. */
    @Test
    void twoUploadsAtOnceStayApart() {
        CountDownLatch both = new CountDownLatch(2);
        hears((exchange, received) -> {
            both.countDown();
            assertThat(Replies.await(both, Duration.ofSeconds(30))).isTrue();
            String heard = received.body().replaceFirst("(?s).*(sound of \\w+).*", "$1");
            Replies.status(200, "{\"text\":\"" + heard + "\"}").answer(exchange, received);
        });

        List<Response> answers = Stream.of("one", "two")
                .map(name -> CompletableFuture.supplyAsync(
                        () -> GatewayClient.send(hearing(name).post(client, "/v1/audio/transcriptions"))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .extracting(Response::body)
                .containsExactly("{\"text\":\"sound of one\"}", "{\"text\":\"sound of two\"}");
    }

    private static SampleForm hearing(String what) {
        return SampleForm.of("ears/m")
                .file("file", "audio/mpeg", ("sound of " + what).getBytes(StandardCharsets.UTF_8));
    }

    private void hears(Reply reply) {
        routes.provider("ears", upstream.answersAt("ears", "audio/transcriptions", reply));
    }

    private static SampleForm recording() {
        return SampleForm.of("media/m").file("file", "audio/mpeg", "sound\0".getBytes(StandardCharsets.UTF_8));
    }
}
