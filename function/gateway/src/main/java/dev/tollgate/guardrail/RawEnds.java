package dev.tollgate.guardrail;

/** For each decoded char that is held back, the end of what it is written with. */
final class RawEnds {
    private int[] ends = new int[64];
    private int first;
    private int size;

    void add(int end) {
        if (first + size == ends.length) {
            int[] target = size * 2 > ends.length ? new int[ends.length * 2] : ends;
            System.arraycopy(ends, first, target, 0, size);
            ends = target;
            first = 0;
        }
        ends[first + size] = end;
        size++;
    }

    /** Takes the next ones out, and returns the last of them. */
    int take(int count) {
        first += count;
        size -= count;
        return ends[first - 1];
    }
}
