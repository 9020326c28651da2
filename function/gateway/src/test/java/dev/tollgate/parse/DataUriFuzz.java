package dev.tollgate.parse;

import java.nio.charset.StandardCharsets;

/** A text is a data URI with a type, or none. */
public final class DataUriFuzz {
    private DataUriFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        DataUri.parse(new String(input, StandardCharsets.UTF_8)).ifPresent(uri -> {
            DataUri.isText(uri.actualType());
            if (!uri.base64().isEmpty() && uri.base64().isBlank()) {
                throw new AssertionError("no base64");
            }
        });
    }
}
