package dev.tollgate.tiering;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern of prompts that a small model handles well. Being short is no such pattern: some of the hardest questions are short.
 *
 * @param name such as {@code fact} or {@code task}
 * @param asks the words of the question, without a text that it is about
 */
record SimplePromptPattern(String name, String asks) {
    private static final Pattern MATERIAL =
            Pattern.compile("[:：\\n]|[\"“„«「][^\"”“»」]{1,400}[\"”“»」]|['‘][^'’]{1,200}['’]");
    private static final Pattern APART = Pattern.compile("\\n|[\"“„«「]");
    private static final Pattern QUESTION_LABEL = Pattern.compile(
            "^(?:(?:question|q|frage|pregunta) ?: ?|(?:based on|using|from|according to) [^,\\n]{1,40}, ?)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WHO_YOU_ARE = Pattern.compile("^(?:You|Du) [^.]{0,80}\\. ");

    /** The pattern of this prompt; empty if it has none. */
    static Optional<SimplePromptPattern> of(PromptText promptText, int tools) {
        if (promptText.ends().isBlank()) {
            return found("nothing", "");
        }
        if (tools > 0) {
            return command(promptText, tools);
        }
        if (wantsJudgement(promptText.instruction())) {
            return Optional.empty();
        }
        return task(promptText)
                .or(() -> question(promptText.own()))
                .or(() -> again(promptText))
                .or(() -> ruled(promptText))
                .or(() -> grounded(promptText));
    }

    private static Optional<SimplePromptPattern> found(String name, String asks) {
        return Optional.of(new SimplePromptPattern(name, asks));
    }

    private static boolean wantsJudgement(String text) {
        return SimplePromptPatterns.JUDGEMENT.matcher(text).find();
    }

    /** To call one of two tools is a lookup or a switch; an agent that works on its own is something else. */
    private static Optional<SimplePromptPattern> command(PromptText promptText, int tools) {
        boolean plain = tools <= 2
                && PromptText.words(promptText.own()) <= 8
                && !SimplePromptPatterns.AGENT.matcher(promptText.rules()).find()
                && !wantsJudgement(promptText.own());
        return plain ? found("command", promptText.own()) : Optional.empty();
    }

    /** Without a text to work on, the same verb asks for knowledge: who is to classify groups has no small task. */
    private static Optional<SimplePromptPattern> task(PromptText promptText) {
        String own = promptText.own();
        if (PromptText.words(promptText.instruction()) > 24
                || ComplexitySignals.ofProgramming(promptText.instruction())) {
            return Optional.empty();
        }
        boolean task = SimplePromptPatterns.TASK.matcher(own).find()
                || SimplePromptPatterns.TASK_INSIDE.matcher(own).find();
        boolean material = MATERIAL.matcher(promptText.ends().strip()).find()
                || SimplePromptPatterns.CONVERSION.matcher(own).find();
        boolean bounded =
                SimplePromptPatterns.BOUNDED.matcher(promptText.instruction()).find()
                        && APART.matcher(promptText.ends().strip()).find();
        return (task && material) || bounded ? found("task", promptText.instruction()) : Optional.empty();
    }

    private static Optional<SimplePromptPattern> question(String own) {
        double words = PromptText.words(own);
        if (SimplePromptPatterns.ARITHMETIC.matcher(own).find()) {
            return found("arithmetic", own);
        }
        if (words <= 7 && either(SimplePromptPatterns.CHAT, SimplePromptPatterns.CHAT_UNSPACED, own)) {
            return found("chat", own);
        }
        if (words <= 12
                && !ComplexitySignals.ofMathematics(own)
                && either(SimplePromptPatterns.FACT, SimplePromptPatterns.FACT_INSIDE, own)) {
            return found("fact", own);
        }
        return words <= 16 && either(SimplePromptPatterns.SMALL, SimplePromptPatterns.SMALL_INSIDE, own)
                ? found("small text", own)
                : Optional.empty();
    }

    private static boolean either(Pattern one, Pattern other, String text) {
        return one.matcher(text).find() || other.matcher(text).find();
    }

    /** A few words that go on with what was simple before. */
    private static Optional<SimplePromptPattern> again(PromptText promptText) {
        boolean more = PromptText.words(promptText.own()) <= 5
                && SimplePromptPatterns.AGAIN.matcher(promptText.own()).find();
        return promptText
                .previous()
                .filter(previous -> more)
                .flatMap(previous -> of(previous, 0))
                .map(form -> new SimplePromptPattern("again", promptText.own()));
    }

    /** The program's instructions define the task: the whole user message is the text to work on. */
    private static Optional<SimplePromptPattern> ruled(PromptText promptText) {
        String rules = promptText.rules();
        boolean bound = SimplePromptPatterns.BOUNDED.matcher(rules).find()
                || SimplePromptPatterns.TASK
                        .matcher(WHO_YOU_ARE.matcher(rules).replaceFirst(""))
                        .find();
        return bound && !wantsJudgement(promptText.own()) ? found("task", "") : Optional.empty();
    }

    /** A question whose answer is in an accompanying text. */
    private static Optional<SimplePromptPattern> grounded(PromptText promptText) {
        if (SimplePromptPatterns.GROUNDED.matcher(promptText.rules()).find()) {
            return lookup(promptText.own());
        }
        if (!SimplePromptPatterns.GROUNDED.matcher(promptText.own()).find()) {
            return Optional.empty();
        }
        return lookup(lastQuestion(promptText.own()).orElse(promptText.instruction()));
    }

    /** The line that ends with a question mark, if almost nothing follows it. */
    private static Optional<String> lastQuestion(String own) {
        int mark = Math.max(own.lastIndexOf('?'), own.lastIndexOf('？'));
        return mark < own.length() - 40
                ? Optional.empty()
                : Optional.of(own.substring(own.lastIndexOf('\n', mark) + 1, mark + 1));
    }

    private static Optional<SimplePromptPattern> lookup(String text) {
        String question = QUESTION_LABEL.matcher(text.strip()).replaceFirst("");
        boolean plain = SimplePromptPatterns.LOOKUP.matcher(question).find()
                && PromptText.words(question) <= 16
                && !wantsJudgement(question)
                && !question.contains(" and ");
        return plain ? found("lookup", question) : Optional.empty();
    }
}
