package dev.tollgate.provider;

/** What came of fetching a file. */
sealed interface Download {

    /** The whole file. */
    record File(byte[] bytes) implements Download {}

    /** More than was wanted; the rest was left where it is. */
    record TooLarge() implements Download {}

    /** No file: the reason is for the log, and none of the caller's business. */
    record Failed(Exception cause) implements Download {}
}
