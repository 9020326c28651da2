package dev.tollgate.openai;

/**
 * A field of a native request that the chat request made of it does not have.
 *
 * @param path as a chat request would have it, or in the words of the API that the client called
 * @param why the rest of a sentence that starts with the provider's name, such as "runs no programs"; empty for a dispensable field
 */
public record UntranslatedField(String path, String why) {

    /**
     * A field that every provider may go without, whatever the operator allows to drop: a part of the conversation's history that only
     * its author understands, or an offer that only one provider can take.
     */
    public static UntranslatedField dispensable(String path) {
        return new UntranslatedField(path, "");
    }

    /** Whether every provider may go without it. */
    public boolean isDispensable() {
        return why.isEmpty();
    }
}
