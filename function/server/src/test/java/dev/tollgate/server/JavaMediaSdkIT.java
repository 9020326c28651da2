package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.moderations.ModerationCreateParams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client's images, audio and moderations against the packaged server. */
class JavaMediaSdkIT {
    private static final String IMAGES = "{\"created\":1,\"data\":[{\"b64_json\":\"aGk=\"}],"
            + "\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"total_tokens\":3,"
            + "\"input_tokens_details\":{\"text_tokens\":1,\"image_tokens\":0}}}";
    private static final String EVENTS = """
            data: {"type":"transcript.text.delta","delta":"Hello "}

            data: {"type":"transcript.text.delta","delta":"there"}

            data: {"type":"transcript.text.done","text":"Hello there"}

            """;
    private static final byte[] SOUND = new byte[300_000];

    private static ScriptedProvider provider;
    private static RunningGateway gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        for (int i = 0; i < SOUND.length; i++) {
            SOUND[i] = (byte) (i * 7);
        }
        provider = new ScriptedProvider();
        provider.at("whole", "moderations", ScriptedProvider.json("{\"id\":\"m\",\"model\":\"any\",\"results\":[]}"));
        provider.at("whole", "images/generations", ScriptedProvider.json(IMAGES));
        provider.at("whole", "images/edits", ScriptedProvider.json(IMAGES));
        provider.at("whole", "audio/speech", sent("audio/mpeg", SOUND));
        gateway = RunningGateway.with("""
                providers:
                  whole: { kind: openai, base_url: "%s" }
                  streamed: { kind: openai, base_url: "%s" }
                keys:
                  sdk: { secret: sk-it-sdk }
                """.formatted(
                provider.at("whole", "audio/transcriptions", ScriptedProvider.json("{\"text\":\"Hello there\"}")),
                provider.at(
                        "streamed",
                        "audio/transcriptions",
                        sent("text/event-stream", EVENTS.getBytes(StandardCharsets.UTF_8)))));
    }

    private static ScriptedProvider.Script sent(String type, byte[] bytes) {
        return (exchange, body) -> {
            exchange.getResponseHeaders().set("content-type", type);
            exchange.sendResponseHeaders(200, 0);
            body.write(bytes);
        };
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    void imagesAreMadeAndEdited() throws IOException {
        assertThat(client().images()
                        .generate(ImageGenerateParams.builder()
                                .model("whole/any")
                                .prompt("A fox")
                                .build())
                        .data()
                        .orElseThrow())
                .hasSize(1);
        Path image = Files.write(folder.resolve("fox.png"), new byte[] {1, 2, 3});
        assertThat(client().images()
                        .edit(ImageEditParams.builder()
                                .model("whole/any")
                                .prompt("Red")
                                .image(image)
                                .build())
                        .data()
                        .orElseThrow())
                .hasSize(1);
    }

    @Test
    void soundIsTheProviders() throws IOException {
        try (HttpResponse speech = client().audio()
                        .speech()
                        .create(SpeechCreateParams.builder()
                                .model("whole/any")
                                .input("Hello")
                                .voice("alloy")
                                .build());
                InputStream sound = speech.body()) {
            assertThat(sound.readAllBytes()).isEqualTo(SOUND);
        }
    }

    @Test
    void recordingsAreTranscribedWholeAndStreamed() throws IOException {
        assertThat(client().audio()
                        .transcriptions()
                        .create(recordingFor("whole/any"))
                        .asTranscription()
                        .text())
                .isEqualTo("Hello there");
        try (StreamResponse<TranscriptionStreamEvent> events =
                client().audio().transcriptions().createStreaming(recordingFor("streamed/any"))) {
            assertThat(events.stream()
                            .flatMap(event -> event.transcriptTextDelta().stream())
                            .map(delta -> delta.delta())
                            .collect(Collectors.joining()))
                    .isEqualTo("Hello there");
        }
    }

    /** A request of its own for each call, because the client reads the file and closes it. */
    private TranscriptionCreateParams recordingFor(String model) throws IOException {
        return TranscriptionCreateParams.builder()
                .file(Files.write(folder.resolve("hello.mp3"), SOUND))
                .model(model)
                .build();
    }

    @Test
    void moderationsAreRead() {
        assertThat(client().moderations()
                        .create(ModerationCreateParams.builder()
                                .model("whole/any")
                                .input("Hello")
                                .build())
                        .results())
                .isEmpty();
    }

    private static OpenAIClient client() {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey("sk-it-sdk")
                .build();
    }
}
