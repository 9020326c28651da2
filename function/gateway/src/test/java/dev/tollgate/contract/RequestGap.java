package dev.tollgate.contract;

import java.util.stream.Stream;

/** Why a request may be refused for a value that its schema accepts. */
enum RequestGap {
    FILE_THAT_CANNOT_BE_FETCHED(
            "whether a file is there turns out when it is fetched", "the file could not be fetched"),
    ITEM_THAT_IS_NOT_STORED("what is stored is not in the request", "the response that it is from is not stored"),
    RESPONSE_THAT_IS_NOT_READY("the same", "is still in progress"),
    END_USER_THAT_A_KEY_WANTS("what a key wants is not in the request", "Each end user of this API key has a budget"),
    ENDPOINT_OF_OTHER_LINES("what the lines of a batch say is in their file", "as in the lines");

    private final String why;
    private final String message;

    RequestGap(String why, String message) {
        this.why = why;
        this.message = message;
    }

    /** Whether an error with this message is one of them. */
    static boolean covers(String message) {
        return Stream.of(values()).anyMatch(gap -> message.contains(gap.message));
    }

    @Override
    public String toString() {
        return name() + ", because " + why;
    }
}
