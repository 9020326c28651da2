package dev.tollgate.histories;

import java.util.List;

/**
 * What a provider does with one attempt.
 *
 * @param status of a refusal
 * @param words how many words it sends
 * @param reported what it counts, even if it does not report it
 * @param tierAtOnce whether it reports the tier from the beginning, or only with the count
 */
record AttemptScript(Act act, int status, int words, ReportedUsage reported, boolean tierAtOnce) {

    /** The ways in which an attempt goes. */
    enum Act {
        /** The whole answer, and the count. */
        ANSWER,
        /** The whole answer, and no count. */
        ANSWER_UNCOUNTED,
        /** A status that says no, before anything was read. */
        REFUSE,
        /** An error behind a 200. */
        FAIL,
        /** The count, and then an error, before a word. */
        FAIL_TOLD,
        /** Some words, and a broken connection. */
        CUT,
        /** The count, some words, and a broken connection. */
        CUT_TOLD,
        /** Nothing, for longer than anybody waits. */
        HANG,
        /** The count, some words, and then nothing. */
        HANG_TOLD
    }

    private static final List<Act> USUAL = List.of(
            Act.ANSWER,
            Act.ANSWER,
            Act.ANSWER,
            Act.ANSWER,
            Act.ANSWER,
            Act.ANSWER,
            Act.ANSWER,
            Act.ANSWER_UNCOUNTED,
            Act.REFUSE,
            Act.REFUSE,
            Act.FAIL,
            Act.FAIL_TOLD,
            Act.CUT,
            Act.CUT,
            Act.CUT_TOLD,
            Act.HANG,
            Act.HANG_TOLD);

    /** Whether it comes to its end. */
    boolean whole() {
        return act == Act.ANSWER || act == Act.ANSWER_UNCOUNTED;
    }

    /** Whether the count comes before the words. */
    boolean reportedFirst() {
        return act == Act.FAIL_TOLD || act == Act.CUT_TOLD || act == Act.HANG_TOLD;
    }

    static AttemptScript any(SeededChance dice, Question question) {
        Act act = dice.of(USUAL);
        int words = dice.between(act == Act.CUT ? 0 : 1, 6);
        return new AttemptScript(
                act,
                dice.of(List.of(429, 500, 503, 408)),
                words,
                question.modest() ? modest(dice, question) : any(dice, question, words),
                dice.percent(50));
    }

    /** Of the answer always more than a gateway could take from the words: then it need not guess. */
    private static ReportedUsage any(SeededChance dice, Question question, int words) {
        boolean fine = !question.coarse();
        ReportedUsage reported = new ReportedUsage(
                dice.between(1, 120),
                dice.percent(50) ? dice.between(1, 90) : 0,
                dice.percent(40) ? dice.between(1, 90) : 0,
                dice.percent(30) ? dice.between(1, 90) : 0,
                fine && dice.percent(30) ? dice.between(1, 60) : 0,
                dice.between(10 * words + 10, 300),
                fine && dice.percent(40) ? dice.between(1, 200) : 0,
                fine && dice.percent(30) ? dice.between(1, 60) : 0,
                dice.percent(30) ? dice.between(1, 5) : 0,
                new ReportedUsage.Served(dice.percent(30), dice.percent(30)));
        return question.embeds() ? reported.promptOnly() : reported;
    }

    /** No more than a gateway must expect in the worst case. */
    private static ReportedUsage modest(SeededChance dice, Question question) {
        int prompt = question.characters() / 10;
        int cached = dice.between(0, prompt);
        int thought = dice.between(0, question.maxTokens() / 3);
        return new ReportedUsage(
                prompt - cached,
                cached,
                0,
                0,
                0,
                question.maxTokens() - thought - dice.between(0, 3),
                thought,
                0,
                0,
                new ReportedUsage.Served(dice.percent(30), dice.percent(30)));
    }

    /**
     * The parts of a request that affect what the provider does.
     *
     * @param number of the request in its history
     * @param coarse whether the provider counts neither sound nor thoughts
     * @param modest whether the provider must keep within the worst case
     * @param kind the kind of request
     */
    record Question(
            int number, boolean streamed, int characters, int maxTokens, boolean coarse, boolean modest, Kind kind) {
        boolean embeds() {
            return kind == Kind.EMBEDDING;
        }
    }

    /** What a gateway asks for. */
    enum Kind {
        ANSWER,
        /** The number of a tier. */
        TIER,
        EMBEDDING
    }
}
