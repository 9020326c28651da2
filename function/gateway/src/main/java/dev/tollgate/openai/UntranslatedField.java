package dev.tollgate.openai;

/**
 * A field of a native request that the chat request made of it does not have.
 *
 * @param path in the words of the API that the client called, such as {@code tools[1]}
 * @param why the rest of a sentence that starts with the provider's name, such as "runs no programs"; empty for a part of the
 *     conversation's history, which every provider may go without
 */
public record UntranslatedField(String path, String why) {

    /** What another provider left in the history. */
    public static UntranslatedField ofHistory(String path) {
        return new UntranslatedField(path, "");
    }

    /** Whether it is only a part of the history. */
    public boolean inHistory() {
        return why.isEmpty();
    }
}
