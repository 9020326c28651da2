package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.StreamEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is masked and restored is what it was, for random texts and values, however the stream is cut. */
final class RestoringPropertiesTest {
    private static final int TEXTS = 4_000;

    @RepeatedTest(5)
    void aRestoredTextIsTheText(RepetitionInfo run) {
        RandomTexts random = new RandomTexts(run.getCurrentRepetition());
        for (int i = 0; i < TEXTS; i++) {
            PlaceholderMap placeholders = new PlaceholderMap();
            StringBuilder text = new StringBuilder("Text: ");
            StringBuilder masked = new StringBuilder("Text: ");
            placeholders.text("EMAIL", "somebody");
            for (int part = random.number(6); part > 0; part--) {
                String filler = withoutPlaceholders(random.filler());
                text.append(filler);
                masked.append(filler);
                String value = random.value();
                text.append(value);
                masked.append(form(random, placeholders, value));
            }
            assertRestored(random, placeholders, masked.toString(), text.toString());
        }
    }

    @RepeatedTest(5)
    void restoredArgumentsAreTheArguments(RepetitionInfo run) throws JsonProcessingException {
        RandomTexts random = new RandomTexts(100 + run.getCurrentRepetition());
        for (int i = 0; i < TEXTS; i++) {
            PlaceholderMap placeholders = new PlaceholderMap();
            ObjectNode arguments = JsonNodeFactory.instance.objectNode();
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            fill(random, placeholders, arguments, masked, 3);
            String written = random.chance() ? masked.toString() : masked.toPrettyString();

            String restored =
                    RandomTexts.edited(RuleEditor.ofArguments(new PlaceholderRule(placeholders)), random.cut(written));

            assertThat(decoded(JsonCodec.mapper().readTree(restored)))
                    .as("from %s", written)
                    .isEqualTo(decoded(arguments));
        }
    }

    private static void assertRestored(RandomTexts random, PlaceholderMap placeholders, String masked, String text) {
        StreamEditor editor = RuleEditor.ofText(new PlaceholderRule(placeholders));
        List<String> pieces = random.cut(masked);
        assertThat(RandomTexts.edited(editor, pieces)).as("from %s", pieces).isEqualTo(text);
    }

    /** A literal text that looks like a placeholder is masked itself, so that none is left. */
    private static String withoutPlaceholders(String filler) {
        return PlaceholderForm.find(filler + "1>", List.of("EMAIL")).isEmpty()
                        && PlaceholderForm.openFrom(filler, List.of("EMAIL", "NAME")) == filler.length()
                ? filler
                : "-";
    }

    private static String form(RandomTexts random, PlaceholderMap placeholders, String value) {
        String label = random.chance() ? "EMAIL" : "NAME";
        String placeholder = placeholders.text(label, value);
        String bare = placeholder.substring(1, placeholder.length() - 1);
        return switch (random.number(5)) {
            case 0 -> placeholders.name(label, value);
            case 1 -> "&lt;" + bare + "&gt;";
            case 2 -> "\\u003c" + bare + "\\u003e";
            case 3 -> placeholder.toLowerCase(Locale.ROOT);
            default -> placeholder;
        };
    }

    private static void fill(
            RandomTexts random, PlaceholderMap placeholders, ObjectNode arguments, ObjectNode masked, int depth) {
        for (int field = 1 + random.number(3); field > 0; field--) {
            String name = "f" + field;
            switch (random.number(depth == 0 ? 3 : 5)) {
                case 0 -> {
                    String value = random.value();
                    arguments.put(value + field, "key");
                    masked.put(placeholders.text("NAME", value) + field, "key");
                }
                case 1 -> {
                    arguments.put(name, random.number(1000));
                    masked.set(name, arguments.get(name));
                }
                case 2 -> {
                    String value = random.value();
                    // What begins as JSON is taken for JSON until it is none.
                    String filler = " - " + withoutPlaceholders(random.filler()) + " ";
                    arguments.put(name, filler + value + filler);
                    masked.put(name, filler + placeholders.text("EMAIL", value) + filler);
                }
                case 3 -> fill(random, placeholders, arguments.putObject(name), masked.putObject(name), depth - 1);
                default -> {
                    ObjectNode inside = JsonNodeFactory.instance.objectNode();
                    ObjectNode insideMasked = JsonNodeFactory.instance.objectNode();
                    fill(random, placeholders, inside, insideMasked, depth - 1);
                    arguments.put(name, inside.toString());
                    masked.put(name, insideMasked.toString());
                }
            }
        }
    }

    /** With the JSON in strings decoded, too: there are many ways to write it. */
    private static JsonNode decoded(JsonNode node) {
        if (node.isTextual() && node.textValue().startsWith("{\"")) {
            try {
                return decoded(JsonCodec.mapper().readTree(node.textValue()));
            } catch (JsonProcessingException notJson) {
                return node;
            }
        }
        if (node instanceof ObjectNode object) {
            ObjectNode decoded = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> decoded.set(field.getKey(), decoded(field.getValue())));
            return decoded;
        }
        return node;
    }

    /** Ordinary prose comes out with the piece itself. */
    @Test
    void nothingIsHeldBackWhereNothingMatches() {
        PlaceholderMap placeholders = new PlaceholderMap();
        placeholders.text("EMAIL", "alice@example.com");
        StreamEditor editor = RuleEditor.ofText(new PlaceholderRule(placeholders));
        List<String> out = new ArrayList<>();
        List<String> pieces =
                List.of("The", " quick", " brown 😀", " fox", " (at 5 < 6)", " jumps: ", "[1]", "\n\n", "x_y");
        pieces.forEach(piece -> out.add(editor.add(piece)));
        assertThat(out).isEqualTo(pieces);
        assertThat(editor.end()).isEmpty();
    }
}
