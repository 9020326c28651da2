package dev.tollgate.process;

/**
 * What JSON takes in memory, from the first byte until it has been read, passed on and written again. Both figures are measured:
 * docs/adr/0031 says how.
 */
public final class JsonFootprint {
    /**
     * The bytes themselves, their strings with at most two bytes a character, and the copy that is sent on. While they are parsed,
     * as much again: a parser collects a long string twice.
     */
    private static final int PER_BYTE = 4;

    /** An object in an array with one field and a value of its own. Everything else is smaller. */
    private static final int PER_ELEMENT = 96;

    private JsonFootprint() {}

    /** What so many bytes of JSON take, or so many characters of text in it. */
    public static long ofText(long bytes) {
        return PER_BYTE * bytes;
    }

    /** The same until they have been parsed. */
    public static long ofReading(long bytes) {
        return 2 * ofText(bytes);
    }

    /**
     * What the objects of a document take in addition. Each of them has one of four characters; those in strings count, too, so
     * that this errs on the high side.
     *
     * @param maxElements more than so many are never read
     */
    public static long ofElements(byte[] json, int maxElements) {
        int elements = 0;
        for (byte next : json) {
            if (next == ',' || next == ':' || next == '[' || next == '{') {
                elements++;
            }
        }
        return (long) PER_ELEMENT * Math.min(elements, maxElements);
    }

    /** What so many objects take. */
    public static long ofElements(int elements) {
        return (long) PER_ELEMENT * elements;
    }
}
