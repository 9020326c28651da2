package dev.tollgate.parse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Splits bytes, as they arrive, into lines that end with a line feed. Lines without any characters are left out. */
public final class LineSplitter {
    private final int maxLineBytes;
    private final Consumer<SplitLine> lines;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private boolean cut;

    /**
     * A splitter of one document.
     *
     * @param maxLineBytes so much is kept of a line
     * @param lines gets each line
     */
    public LineSplitter(int maxLineBytes, Consumer<SplitLine> lines) {
        this.maxLineBytes = maxLineBytes;
        this.lines = lines;
    }

    /** Takes the next bytes. */
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
        int kept = Math.min(to - from, maxLineBytes - rest.size());
        rest.write(bytes, from, kept);
        cut |= kept < to - from;
    }

    /** Ends the last line, which need not have an end of its own. */
    public void end() {
        byte[] line = rest.toByteArray();
        boolean beginning = cut;
        rest.reset();
        cut = false;
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (length > 0) {
            lines.accept(new SplitLine(length == line.length ? line : Arrays.copyOf(line, length), beginning));
        }
    }
}
