package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;

/** A damaged body is refused, and every call of the inflater returns a bounded piece. */
public final class BodyInflaterFuzz {
    private static final int MAX_PIECE = 64 * 1024;
    private static final int MAX_PIECES = 1_000;

    private BodyInflaterFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        inflate(BodyInflater.gzip(), input);
        inflate(BodyInflater.deflate(), input);
    }

    private static void inflate(BodyInflater inflater, byte[] input) {
        try (inflater) {
            inflater.feed(input);
            int pieces = 0;
            for (byte[] piece = inflater.next(); piece.length > 0 && pieces < MAX_PIECES; piece = inflater.next()) {
                if (piece.length > Math.max(MAX_PIECE, input.length)) {
                    throw new AssertionError("a piece of " + piece.length + " bytes");
                }
                pieces++;
            }
            inflater.complete();
        } catch (GatewayException damaged) {
            return;
        }
    }
}
