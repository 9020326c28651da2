package dev.tollgate.histories;

/**
 * A provider's count, in parts that no token is in twice.
 *
 * @param text of the prompt: neither read from the cache, nor written to it, nor heard
 * @param stored written to the cache for some minutes
 * @param kept written to the cache for an hour
 * @param written of the completion: neither thought nor spoken
 * @param searches that the provider ran
 * @param served how it was served
 */
record ReportedUsage(
        long text,
        long cached,
        long stored,
        long kept,
        long heard,
        long written,
        long thought,
        long spoken,
        long searches,
        Served served) {

    /**
     * How a request was served.
     *
     * @param flex in the cheaper tier
     * @param us in the United States only
     */
    record Served(boolean flex, boolean us) {}

    long prompt() {
        return text + cached + stored + kept + heard;
    }

    long completion() {
        return written + thought + spoken;
    }

    /** The same prompt, and so much of the answer, before anything was searched. */
    ReportedUsage writing(long tokens) {
        return new ReportedUsage(text, cached, stored, kept, heard, tokens, 0, 0, 0, served);
    }

    /** The same prompt alone, as an embedding reports it. */
    ReportedUsage promptOnly() {
        return new ReportedUsage(prompt(), 0, 0, 0, 0, 0, 0, 0, 0, new Served(false, false));
    }
}
