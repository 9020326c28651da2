package dev.tollgate.batch;

/** What a file is for. */
public enum FileKind {
    /** The requests of a batch, which the gateway keeps. */
    INPUT("batch"),
    /** The answers of a batch, which its provider keeps. */
    ANSWERS("batch_output"),
    /** The requests of a batch that failed, which its provider keeps. */
    ERRORS("batch_output");

    private final String purpose;

    FileKind(String purpose) {
        this.purpose = purpose;
    }

    /** OpenAI's word for it. */
    public String purpose() {
        return purpose;
    }
}
