package dev.tollgate.storedresponse;

import java.util.regex.Pattern;

/**
 * What a stored response is found by. It belongs to a key: under another key the same id names nothing.
 *
 * @param keyId the key whose request made it
 * @param id what its client knows it by, such as {@code resp_…}
 */
public record ResponseName(String keyId, String id) {
    private static final Pattern ID = Pattern.compile("resp_[A-Za-z0-9_-]{1,128}");

    public ResponseName {
        if (!isId(id)) {
            throw new IllegalArgumentException("no response has such an id");
        }
    }

    /** Whether a response may have this id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
