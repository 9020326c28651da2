package dev.tollgate.tiering;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a prompt. The current question counts most, so the last user message is examined most closely.
 *
 * @param characters the length of that message
 * @param ends its beginning and its end: a question comes before or after the text that it is about
 * @param own the same without quotations
 * @param instruction the part of {@code own} before an accompanying text, and the paragraph after it
 * @param rules the system message of the program
 * @param before the previous user message; empty if this is the first one
 */
record PromptText(long characters, String ends, String own, String instruction, String rules, Optional<String> before) {
    /** All patterns together take about a microsecond per character, and a classification may take a millisecond. */
    private static final int BEGINNING = 700;

    private static final int END = 300;

    /** A quotation is not part of the question; a long one counts as length. */
    private static final Pattern QUOTED = Pattern.compile("[\"“„«「][^\"“”„«»「」]{0,400}[\"”“»」]");

    private static final Pattern TEXT_BEGINS = Pattern.compile("[:：\\n]");
    private static final Pattern LAST_PARAGRAPH = Pattern.compile("\\n\\n[^\\n]{1,300}\\s{0,20}$");

    static PromptText of(ChatRequest request) {
        List<Message> questions = request.messages().stream()
                .filter(message -> message.role() == Role.USER)
                .toList();
        Optional<String> before =
                questions.size() < 2 ? Optional.empty() : Optional.of(text(questions.get(questions.size() - 2)));
        return of(questions.isEmpty() ? "" : text(questions.getLast()), rules(request.messages()), before);
    }

    private static PromptText of(String text, String rules, Optional<String> before) {
        String ends = ends(text);
        String own = QUOTED.matcher(ends).replaceAll(" ").strip();
        return new PromptText(text.length(), ends, own, instruction(own), rules, before);
    }

    private static String ends(String text) {
        return text.length() <= BEGINNING + END
                ? text
                : text.substring(0, BEGINNING) + "\n\n" + text.substring(text.length() - END);
    }

    /** The previous question, as if it were the only one. */
    Optional<PromptText> previous() {
        return before.map(question -> of(question, rules, Optional.empty()));
    }

    /** The text of a message, without its files. */
    static String text(Message message) {
        if (message.content() == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (ContentPart part : message.content().asParts()) {
            if (part instanceof ContentPart.Text words && words.text() != null) {
                text.append(words.text()).append('\n');
            }
        }
        return text.toString();
    }

    /** Two characters of a language without spaces count as one word. */
    static double words(String text) {
        double words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= '\u3040' && letter <= '\u9fff') {
                words += 0.5;
                inWord = false;
            } else {
                boolean part = Character.isLetterOrDigit(letter);
                words += part && !inWord ? 1 : 0;
                inWord = part;
            }
        }
        return words;
    }

    private static String rules(List<Message> messages) {
        StringBuilder rules = new StringBuilder();
        for (Message message : messages) {
            if (message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER) {
                rules.append(text(message));
            }
        }
        return ends(rules.toString());
    }

    private static String instruction(String own) {
        Matcher text = TEXT_BEGINS.matcher(own);
        if (!text.find()) {
            return own;
        }
        int firstGap = own.indexOf("\n\n");
        int lastGap = own.lastIndexOf("\n\n");
        Matcher last = LAST_PARAGRAPH.matcher(own);
        boolean wordsBehind = lastGap > firstGap && last.find(lastGap);
        return own.substring(0, text.start()) + (wordsBehind ? last.group() : "");
    }
}
