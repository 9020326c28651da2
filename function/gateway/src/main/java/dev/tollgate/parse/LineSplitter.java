package dev.tollgate.parse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Splits bytes, as they arrive, into lines that end with a line feed. Lines without any characters are left out. */
public final class LineSplitter {
    private final int maxLineBytes;
    private final Consumer<byte[]> lines;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    /**
     * A splitter of one document.
     *
     * @param maxLineBytes the longest line
     * @param lines gets each line without its end
     */
    public LineSplitter(int maxLineBytes, Consumer<byte[]> lines) {
        this.maxLineBytes = maxLineBytes;
        this.lines = lines;
    }

    /**
     * Takes the next bytes.
     *
     * @throws IllegalArgumentException if a line is too long
     */
    public void feed(byte[] bytes) {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                add(bytes, from, i);
                end();
                from = i + 1;
            }
        }
        add(bytes, from, bytes.length);
    }

    private void add(byte[] bytes, int from, int to) {
        if (rest.size() + to - from > maxLineBytes) {
            throw new IllegalArgumentException("a line has more than " + maxLineBytes + " bytes");
        }
        rest.write(bytes, from, to - from);
    }

    /** Ends the last line, which need not have an end of its own. */
    public void end() {
        byte[] line = rest.toByteArray();
        rest.reset();
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (length > 0) {
            lines.accept(length == line.length ? line : Arrays.copyOf(line, length));
        }
    }
}
