package dev.tollgate.batch;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids of files and batches, in the form of OpenAI's. Nobody can guess them, and no key finds those of another one. */
public final class BatchIds {
    private static final int RANDOM_BYTES = 16;
    private static final String FILE = "file-";
    private static final String BATCH = "batch_";
    private static final Pattern FORM = Pattern.compile("(file-|batch_)[0-9a-z]{1,64}");

    private BatchIds() {}

    /** The id of a new file. */
    public static String file() {
        return FILE + random();
    }

    /** The id of a new batch. */
    public static String batch() {
        return BATCH + random();
    }

    /** The id of the file with these results of a batch; always the same. */
    static String results(String batch, FileKind kind) {
        String suffix =
                switch (kind) {
                    case ANSWERS -> "out";
                    case ERRORS -> "err";
                    case INPUT -> throw new IllegalArgumentException("an input is no result");
                };
        return FILE + batch.substring(BATCH.length()) + suffix;
    }

    /** Whether this may be the id of a file or a batch. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
