package dev.tollgate.batch;

/**
 * The results of a batch, once they are in usage records.
 *
 * @param answeredBytes as the provider sent them
 */
record RecordedLines(long answered, long answeredBytes, long failed, long failedBytes) {
    static final RecordedLines NONE = new RecordedLines(0, 0, 0, 0);

    RecordedLines plusAnswered(int bytes) {
        return new RecordedLines(answered + 1, answeredBytes + bytes, failed, failedBytes);
    }

    RecordedLines plusFailed(int bytes) {
        return new RecordedLines(answered, answeredBytes, failed + 1, failedBytes + bytes);
    }
}
