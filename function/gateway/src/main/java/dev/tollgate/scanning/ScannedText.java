package dev.tollgate.scanning;

import dev.tollgate.openai.AnswerTexts;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.QuotedText;
import dev.tollgate.openai.RequestTexts;
import dev.tollgate.openai.TextEditor;
import dev.tollgate.openai.TextPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one content that a scan reads, at most {@link #MOST_CHARACTERS} of them. The last message comes first, so that the
 * latest question and the latest results of tools are always read.
 *
 * @param cut whether the content has more than these
 */
record ScannedText(List<String> texts, boolean cut) {
    /** One request to Bedrock's guardrails takes 25 units of 1,000 characters by default. */
    static final int MOST_CHARACTERS = 24_000;

    private static final String OMISSION = " […] ";

    /** A text that hardly fits is no use to anybody. */
    private static final int LEAST_CHARACTERS = 100;

    ScannedText {
        texts = List.copyOf(texts);
    }

    /** The texts of a request: messages from the last to the first, then tools and other fields. */
    static ScannedText of(ModelRequest request) {
        TextCollector collector = new TextCollector();
        RequestTexts.edited(request, collector);
        List<StringBuilder> messages = new ArrayList<>(collector.messages.values());
        Collections.reverse(messages);
        return bounded(Stream.concat(messages.stream(), collector.others.values().stream())
                .map(StringBuilder::toString));
    }

    /** The texts of an answer. */
    static ScannedText of(ChatCompletion completion) {
        return of(AnswerTexts.of(completion));
    }

    /** Other texts that a model has written. */
    static ScannedText of(List<String> texts) {
        return bounded(texts.stream());
    }

    private static ScannedText bounded(Stream<String> texts) {
        List<String> kept = new ArrayList<>();
        int left = MOST_CHARACTERS;
        boolean cut = false;
        for (String text : texts.filter(text -> !text.isBlank()).toList()) {
            if (left < LEAST_CHARACTERS) {
                return new ScannedText(kept, true);
            }
            int room = left - OMISSION.length();
            String shown = QuotedText.shortened(text, room - room / 3, room / 3);
            kept.add(shown);
            cut |= !shown.equals(text);
            left -= shown.length();
        }
        return new ScannedText(kept, cut);
    }

    /** Reads the texts of a request, and changes none. */
    private static final class TextCollector implements TextEditor {
        private final Map<String, StringBuilder> messages = new LinkedHashMap<>();
        private final Map<String, StringBuilder> others = new LinkedHashMap<>();

        @Override
        public String text(TextPath path, String text) {
            TextPath root = path;
            @Nullable TextPath element = null;
            while (root.parent() != null) {
                element = root;
                root = root.parent();
            }
            Map<String, StringBuilder> texts = root.step().equals("messages") ? messages : others;
            String place = element == null ? root.step() : root.step() + element.step();
            StringBuilder all = texts.computeIfAbsent(place, _ -> new StringBuilder());
            all.append(all.isEmpty() ? "" : "\n").append(text);
            return text;
        }

        @Override
        public List<String> joined(TextPath path, List<String> parts) {
            return parts;
        }

        @Override
        public String name(TextPath path, String name) {
            return name;
        }

        @Override
        public void fixed(TextPath path, String text) {}

        @Override
        public void hidden(TextPath path) {}
    }
}
