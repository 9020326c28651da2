package dev.tollgate.route;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A form in which people ask for what a small model does well. Being short is none: some of the hardest questions are.
 *
 * @param name such as {@code fact} or {@code task}
 * @param asks the words that ask, without a text that is worked on
 */
record PlainForm(String name, String asks) {
    private static final Pattern MATERIAL =
            Pattern.compile("[:：\\n]|[\"“„«「][^\"”“»」]{1,400}[\"”“»」]|['‘][^'’]{1,200}['’]");
    private static final Pattern APART = Pattern.compile("\\n|[\"“„«「]");
    private static final Pattern QUESTION_LABEL = Pattern.compile(
            "^(?:(?:question|q|frage|pregunta) ?: ?|(?:based on|using|from|according to) [^,\\n]{1,40}, ?)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WHO_YOU_ARE = Pattern.compile("^(?:You|Du) [^.]{0,80}\\. ");

    /** The form of what is asked; empty where it has none of them. */
    static Optional<PlainForm> of(Wording wording, int tools) {
        if (wording.asked().isBlank()) {
            return found("nothing", "");
        }
        if (tools > 0) {
            return command(wording, tools);
        }
        if (wantsJudgement(wording.instruction())) {
            return Optional.empty();
        }
        return task(wording)
                .or(() -> question(wording.own()))
                .or(() -> again(wording))
                .or(() -> ruled(wording))
                .or(() -> grounded(wording));
    }

    private static Optional<PlainForm> found(String name, String asks) {
        return Optional.of(new PlainForm(name, asks));
    }

    private static boolean wantsJudgement(String text) {
        return PlainWords.JUDGEMENT.matcher(text).find();
    }

    /** To call one of two tools is a lookup or a switch; an agent that works on its own is something else. */
    private static Optional<PlainForm> command(Wording wording, int tools) {
        boolean plain = tools <= 2
                && Wording.words(wording.own()) <= 8
                && !PlainWords.AGENT.matcher(wording.rules()).find()
                && !wantsJudgement(wording.own());
        return plain ? found("command", wording.own()) : Optional.empty();
    }

    /** Without a text to work on, the same verb asks for knowledge: who is to classify groups has no small task. */
    private static Optional<PlainForm> task(Wording wording) {
        String own = wording.own();
        if (Wording.words(wording.instruction()) > 24 || Signs.ofProgramming(wording.instruction())) {
            return Optional.empty();
        }
        boolean task = PlainWords.TASK.matcher(own).find()
                || PlainWords.TASK_INSIDE.matcher(own).find();
        boolean material = MATERIAL.matcher(wording.asked().strip()).find()
                || PlainWords.CONVERSION.matcher(own).find();
        boolean bounded = PlainWords.BOUNDED.matcher(wording.instruction()).find()
                && APART.matcher(wording.asked().strip()).find();
        return (task && material) || bounded ? found("task", wording.instruction()) : Optional.empty();
    }

    private static Optional<PlainForm> question(String own) {
        double words = Wording.words(own);
        if (PlainWords.ARITHMETIC.matcher(own).find()) {
            return found("arithmetic", own);
        }
        if (words <= 7 && either(PlainWords.CHAT, PlainWords.CHAT_UNSPACED, own)) {
            return found("chat", own);
        }
        if (words <= 12 && !Signs.ofMathematics(own) && either(PlainWords.FACT, PlainWords.FACT_INSIDE, own)) {
            return found("fact", own);
        }
        return words <= 16 && either(PlainWords.SMALL, PlainWords.SMALL_INSIDE, own)
                ? found("small text", own)
                : Optional.empty();
    }

    private static boolean either(Pattern one, Pattern other, String text) {
        return one.matcher(text).find() || other.matcher(text).find();
    }

    /** A few words that go on with what was simple before. */
    private static Optional<PlainForm> again(Wording wording) {
        boolean more = Wording.words(wording.own()) <= 5
                && PlainWords.AGAIN.matcher(wording.own()).find();
        return wording.previous()
                .filter(previous -> more)
                .flatMap(previous -> of(previous, 0))
                .map(form -> new PlainForm("again", wording.own()));
    }

    /** The program's own instructions bind the answer: all that the user says is the text to work on. */
    private static Optional<PlainForm> ruled(Wording wording) {
        String rules = wording.rules();
        boolean bound = PlainWords.BOUNDED.matcher(rules).find()
                || PlainWords.TASK
                        .matcher(WHO_YOU_ARE.matcher(rules).replaceFirst(""))
                        .find();
        return bound && !wantsJudgement(wording.own()) ? found("task", "") : Optional.empty();
    }

    /** A question whose answer stands in a text that comes along. */
    private static Optional<PlainForm> grounded(Wording wording) {
        if (PlainWords.GROUNDED.matcher(wording.rules()).find()) {
            return lookup(wording.own());
        }
        if (!PlainWords.GROUNDED.matcher(wording.own()).find()) {
            return Optional.empty();
        }
        return lookup(lastQuestion(wording.own()).orElse(wording.instruction()));
    }

    /** The line that ends with a question mark, where next to nothing stands behind it. */
    private static Optional<String> lastQuestion(String own) {
        int mark = Math.max(own.lastIndexOf('?'), own.lastIndexOf('？'));
        return mark < own.length() - 40
                ? Optional.empty()
                : Optional.of(own.substring(own.lastIndexOf('\n', mark) + 1, mark + 1));
    }

    private static Optional<PlainForm> lookup(String text) {
        String question = QUESTION_LABEL.matcher(text.strip()).replaceFirst("");
        boolean plain = PlainWords.LOOKUP.matcher(question).find()
                && Wording.words(question) <= 16
                && !wantsJudgement(question)
                && !question.contains(" and ");
        return plain ? found("lookup", question) : Optional.empty();
    }
}
