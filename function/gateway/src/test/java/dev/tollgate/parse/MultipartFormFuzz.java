package dev.tollgate.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A body is a form or none, and a provider reads the same parts in what is made of it. */
public final class MultipartFormFuzz {
    private static final int MAX_PARTS = 8;

    private MultipartFormFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        MultipartForm.boundary("multipart/form-data; " + text);
        List<FormPart> parts;
        try {
            parts = MultipartForm.read(input, "b", MAX_PARTS);
        } catch (IllegalArgumentException noForm) {
            return;
        }
        String boundary = "x";
        while (text.contains(boundary)) {
            boundary += "x";
        }
        requireSame(parts, MultipartForm.read(MultipartForm.write(parts, boundary), boundary, MAX_PARTS));
    }

    /** Names may come back with other characters in the place of quotes. */
    private static void requireSame(List<FormPart> parts, List<FormPart> again) {
        boolean same = parts.size() == again.size();
        for (int i = 0; same && i < parts.size(); i++) {
            same = Arrays.equals(parts.get(i).content(), again.get(i).content())
                    && parts.get(i).isFile() == again.get(i).isFile();
        }
        if (!same) {
            throw new AssertionError(parts + " became " + again);
        }
    }
}
