package dev.tollgate.auth;

import dev.tollgate.parse.Sha256Digest;
import java.util.regex.Pattern;

/** Names that somebody else chose, as the store's keys, logs, headers and a URL's path can hold them. */
public final class SafeName {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+|:-]{0,117}");

    private SafeName() {}

    /** The name itself, or the digest of a name with other characters: behind a colon, with which no plain name starts. */
    public static String of(String name) {
        return PLAIN.matcher(name).matches() ? name : ":" + Sha256Digest.hexOf(name);
    }
}
