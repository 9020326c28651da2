package dev.tollgate.provider;

/** What came of fetching a file. */
sealed interface FileDownload {

    /** The whole file. */
    record File(byte[] bytes) implements FileDownload {}

    /** More than was wanted; the rest was left where it is. */
    record TooLarge() implements FileDownload {}

    /** No file: the reason is for the log, and none of the caller's business. */
    record Failed(Exception cause) implements FileDownload {}
}
