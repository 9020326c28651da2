package dev.tollgate.histories;

import java.util.List;

/**
 * One request of a history, and how its client behaves.
 *
 * @param number of the request, which no other has
 * @param subject the number that its text names: its own, or that of the request which it repeats
 * @param model what it sends as model
 * @param form what is wrong with it, if anything is
 * @param idempotencyKey null where it sends none
 * @param doomed whether its environment dies
 */
record RandomRequest(
        int number,
        int subject,
        int environment,
        String key,
        String model,
        Form form,
        boolean streamed,
        int maxTokens,
        Leaving leaving,
        String idempotencyKey,
        String text,
        boolean doomed) {

    /** What is wrong with a request. */
    enum Form {
        RIGHT,
        NO_JSON,
        UNKNOWN_KEY,
        UNKNOWN_MODEL,
        NO_MESSAGES
    }

    /**
     * When the client goes away.
     *
     * @param afterMillis before it has a head; -1 where it does not
     * @param afterWords of a stream; -1 where it stays
     */
    record Leaving(int afterMillis, int afterWords) {
        static final Leaving NEVER = new Leaving(-1, -1);

        boolean never() {
            return equals(NEVER);
        }
    }

    /** A model of embeddings, which have an endpoint of their own. */
    static final String EMBEDDING = "openai/text-embedding-3-small";

    private static final List<Form> WRONG =
            List.of(Form.NO_JSON, Form.UNKNOWN_KEY, Form.UNKNOWN_MODEL, Form.NO_MESSAGES);

    static RandomRequest any(SeededChance dice, int number, int environments) {
        String key = dice.of(HistoryWorld.KEYS.keySet().stream().sorted().toList());
        String model = dice.of(HistoryWorld.KEYS.get(key));
        boolean embeds = model.equals(EMBEDDING);
        boolean streamed = !embeds && dice.percent(60);
        return new RandomRequest(
                number,
                number,
                dice.between(0, environments - 1),
                key,
                model,
                dice.percent(8) ? dice.of(WRONG) : Form.RIGHT,
                streamed,
                dice.between(64, 200),
                leaving(dice, streamed),
                !embeds && dice.percent(25) ? "idempotent-" + number : null,
                "This is request " + number + " of a history. " + "Say it again. ".repeat(dice.between(0, 40)),
                dice.percent(5));
    }

    private static Leaving leaving(SeededChance dice, boolean streamed) {
        if (dice.percent(12)) {
            return new Leaving(dice.between(0, 40), -1);
        }
        return streamed && dice.percent(15) ? new Leaving(-1, dice.between(1, 3)) : Leaving.NEVER;
    }

    /** The same once more; now and then with another body, which is a mistake. */
    RandomRequest again(SeededChance dice, int anotherNumber, int environments) {
        String asked = dice.percent(15) ? text + "Or not. " : text;
        return new RandomRequest(
                anotherNumber,
                subject,
                dice.between(0, environments - 1),
                key,
                model,
                form,
                streamed,
                maxTokens,
                dice.percent(10) ? new Leaving(dice.between(0, 40), -1) : Leaving.NEVER,
                idempotencyKey,
                asked,
                dice.percent(5));
    }

    boolean embeds() {
        return model.equals(EMBEDDING);
    }

    String body() {
        return switch (form) {
            case NO_JSON -> "{\"model\": \"" + model + "\", ";
            case NO_MESSAGES ->
                embeds() ? "{\"model\": \"" + model + "\"}" : "{\"model\": \"" + model + "\", \"messages\": []}";
            case UNKNOWN_MODEL -> json("no-such-model");
            case RIGHT, UNKNOWN_KEY -> json(model);
        };
    }

    private String json(String asked) {
        if (embeds()) {
            return "{\"model\": \"" + asked + "\", \"input\": \"" + text + "\"}";
        }
        return """
                {"model": "%s", "messages": [{"role": "user", "content": "%s"}], "max_completion_tokens": %d%s}""".formatted(
                        asked,
                        text,
                        maxTokens,
                        streamed ? ", \"stream\": true, \"stream_options\": {\"include_usage\": true}" : "");
    }
}
