package dev.tollgate.guardrail.detector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A text of our own, and the values in it.
 *
 * @param language {@code code} if it is none
 * @param values none if the text only looks as if it had some
 */
record LabelledText(String language, String text, List<LabelledValue> values) {
    /** The regions whose national phone numbers are labelled. */
    static final Set<String> PHONE_REGIONS = Set.of("BR", "DE", "ES", "FR", "GB", "IT", "US");

    private static final Path FILE =
            Path.of(System.getProperty("dev.tollgate.root"), "load-tests/detectors/values.jsonl");

    /** One value, by the detector that must find it. */
    record LabelledValue(String detector, TextSpan span) {
        /** Some detectors find what several others find. */
        boolean isOf(String name) {
            return detector.equals(name)
                    || (name.equals("national_id") && detector.startsWith("national_id_"))
                    || (name.equals("secret") && KeyFormats.byName().containsKey(detector));
        }
    }

    static List<LabelledText> all() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.map(LabelledText::of).toList();
        }
    }

    /** Where this detector must find something. */
    List<TextSpan> spansOf(String detector) {
        return values.stream()
                .filter(value -> value.isOf(detector))
                .map(LabelledValue::span)
                .toList();
    }

    private static LabelledText of(String line) {
        try {
            JsonNode node = JsonCodec.mapper().readTree(line);
            String text = node.path("text").asText();
            List<LabelledValue> values = new ArrayList<>();
            for (JsonNode value : node.path("values")) {
                String written = value.path("value").asText();
                int start = text.indexOf(written);
                values.add(new LabelledValue(
                        value.path("detector").asText(), new TextSpan(start, start + written.length())));
            }
            return new LabelledText(node.path("language").asText(), text, values);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
