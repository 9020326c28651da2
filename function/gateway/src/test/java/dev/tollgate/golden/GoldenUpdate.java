package dev.tollgate.golden;

import dev.tollgate.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what was seen into the golden files; what it wrote is to be read by somebody before it counts. */
final class GoldenUpdate {
    private static final List<String> HEADERS =
            List.of("retry-after", "retry-after-ms", "x-should-retry", "x-tollgate-dropped");

    private final Path folder;

    GoldenUpdate(GoldenCase golden) {
        this.folder = golden.folder();
    }

    static boolean wanted() {
        return Boolean.getBoolean("golden.update");
    }

    void write(GoldenOutcome seen) {
        Response response = seen.response();
        String answer = response.eventStream() ? response.body() : CanonicalJson.pretty(response.json());
        write(seen.answerFile(), answer);
        write("usage.json", CanonicalJson.pretty(seen.usage()));
        GoldenHead head = head(response);
        if (!head.equals(GoldenHead.OK)) {
            write("answer.status", head.text());
        }
    }

    private static GoldenHead head(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            if (response.header(name) != null) {
                headers.put(name, response.header(name));
            }
        }
        return new GoldenHead(response.status(), headers);
    }

    private void write(String file, String text) {
        try {
            Files.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
