package dev.tollgate.provider;

/** The result of fetching a file. */
sealed interface FileDownload {

    /** The complete file. */
    record File(byte[] bytes) implements FileDownload {}

    /** The file exceeds the size limit, and the client did not read the rest of it. */
    record TooLarge() implements FileDownload {}

    /** The client got no file. The cause is for the log only, never for the caller. */
    record Failed(Exception cause) implements FileDownload {}
}
