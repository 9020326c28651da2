package dev.tollgate.provider.anthropic;

/** What the blocks of a reply need to know about the blocks before them. It serves one reply on one thread. */
final class PartialReply {
    private int calls;
    private int textLength;

    /** The index of the next call: OpenAI counts calls, whereas Anthropic counts blocks. */
    int nextCall() {
        return calls++;
    }

    /** The number of calls that the client sees. */
    int calls() {
        return calls;
    }

    /** Adds the length of a text. */
    void addText(String text) {
        textLength += text.length();
    }

    /** The length of all text so far, in characters: the index at which the next text starts. */
    int textLength() {
        return textLength;
    }
}
