package dev.tollgate.provider.anthropic;

/** What the blocks of one answer must know of those before them. For one reply and one thread. */
final class PartialReply {
    private int calls;
    private int textLength;

    /** The next call's index: OpenAI counts calls, Anthropic blocks. */
    int nextCall() {
        return calls++;
    }

    /** How many calls the client sees. */
    int calls() {
        return calls;
    }

    /** Notes text that was said. */
    void say(String text) {
        textLength += text.length();
    }

    /** How long the text is, in characters: where the next one begins. */
    int textLength() {
        return textLength;
    }
}
