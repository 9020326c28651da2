package dev.tollgate.books;

/**
 * A provider's count, in parts that no token is in twice.
 *
 * @param text of the prompt: neither read from the cache, nor written to it, nor heard
 * @param written of the completion: neither thought nor spoken
 * @param flex whether it was served in the cheaper tier
 */
record Told(long text, long cached, long stored, long heard, long written, long thought, long spoken, boolean flex) {

    long prompt() {
        return text + cached + stored + heard;
    }

    long completion() {
        return written + thought + spoken;
    }

    /** The same prompt, and so much of the answer. */
    Told writing(long tokens) {
        return new Told(text, cached, stored, heard, tokens, 0, 0, flex);
    }
}
