package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** BerriAI/litellm#11839, BerriAI/litellm#11529: few providers read the URL of a document. */
final class RemoteDocumentsTest {
    private static final String HELD = "https://provider.example/files/1";
    private static final FileUrls URLS = new FileUrls(_ -> true, HELD::equals);
    private static final String DATA = "data:application/pdf;base64,JVBERi0xLjc=";

    private final FakeFileHost host = new FakeFileHost();

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void inlinesDocumentsAndKeepsTheRestOfTheirParts() throws JsonProcessingException {
        host.serve("/paper", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
        String byId = "{\"file_id\":\"f\"}";

        assertThat(inlined(FileSettings.DEFAULT.trusting("127.0.0.1"), request(at(host.url("/paper")), at(HELD), byId)))
                .isEqualTo(request(at(DATA), at(HELD), byId));
    }

    @Test
    void namesTheFieldOfADocumentThatItCannotFetch() throws JsonProcessingException {
        ChatRequest request = request(at("https://10.0.0.1/paper.pdf"));

        assertThatThrownBy(() -> inlined(FileSettings.DEFAULT, request))
                .hasMessageStartingWith(
                        "Invalid value for 'messages[0].content[0].file.file_data': the file could not");
    }

    /** Otherwise each request would create the client, which delays the first one. */
    @Test
    void knowsWhetherARequestHasAnythingToFetch() throws JsonProcessingException {
        assertThat(URLS.areIn(request(at(" HTTPS://cats.example/cat.pdf")))).isTrue();
        assertThat(URLS.areIn(request(at(HELD), at(DATA), at("gs://bucket/cat.pdf"), "{\"file_id\":\"f\"}")))
                .isFalse();
        assertThat(URLS.areIn(parsed("{\"role\":\"user\",\"content\":\"https://cats.example/cat.pdf\"}")))
                .isFalse();
    }

    private static ChatRequest inlined(FileSettings settings, ChatRequest request) {
        Set<String> trusted = settings.trustedHosts().orElse(Set.of());
        FileClient client = new FileClient(new CheckedResolver(trusted));
        return new RemoteFiles(settings, Clock.systemUTC(), client)
                .inline(
                        request,
                        URLS,
                        new FetchedFiles(_ -> {}),
                        Clock.systemUTC().instant().plusSeconds(60));
    }

    private static String at(String url) {
        return "{\"file_data\":\"" + url + "\",\"filename\":\"a.pdf\"}";
    }

    private static ChatRequest request(String... files) throws JsonProcessingException {
        String parts = Stream.of(files)
                .map(file -> "{\"type\":\"file\",\"file\":" + file + ",\"cache_control\":{}}")
                .collect(Collectors.joining(","));
        return parsed("{\"role\":\"user\",\"content\":[" + parts + "]}");
    }

    private static ChatRequest parsed(String message) throws JsonProcessingException {
        return JsonCodec.mapper().readValue("{\"model\":\"m\",\"messages\":[" + message + "]}", ChatRequest.class);
    }
}
