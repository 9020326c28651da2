package dev.tollgate.emulator;

/**
 * The memory of a function, by which Lambda also gives it a share of a processor.
 *
 * @param megabytes as in the setting {@code MemorySize}; 1 MB is 2<sup>20</sup> bytes
 */
record LambdaSize(int megabytes) {
    /** The size that has one whole processor, by Lambda's documentation. */
    private static final int WHOLE_PROCESSOR = 1769;

    private static final int SMALLEST = 128;
    private static final int LARGEST = 10_240;

    LambdaSize {
        if (megabytes < SMALLEST || megabytes > LARGEST) {
            throw new IllegalArgumentException("a function has " + SMALLEST + " to " + LARGEST + " MB of memory");
        }
    }

    long bytes() {
        return megabytes * 1024L * 1024;
    }

    /** How long all threads together may run in each period, in the unit of the period. */
    long processorTime(long period) {
        return period * megabytes / WHOLE_PROCESSOR;
    }
}
