package dev.tollgate.parse;

/** Finds bytes in bytes. */
final class ByteSearch {
    private ByteSearch() {}

    /**
     * The index of the first occurrence at or behind this one; -1 if there is none. A boundary has the same line end and dashes in
     * front of it nowhere else, so that hardly any byte is read twice.
     */
    static int find(byte[] in, byte[] what, int from) {
        for (int at = Math.max(0, from); at <= in.length - what.length; at++) {
            if (in[at] == what[0] && isAt(in, what, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] in, byte[] what, int at) {
        for (int i = 1; i < what.length; i++) {
            if (in[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
