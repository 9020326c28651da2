package dev.tollgate.soak;

import java.io.IOException;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a gateway holds when nobody calls it.
 *
 * @param heapBytes what is in use after a full collection
 * @param residentBytes the memory of the process
 * @param threads how many platform threads it has
 * @param descriptors how many files and sockets are open
 */
record ProcessSample(long heapBytes, long residentBytes, long threads, long descriptors) {
    private static final long MIB = 1 << 20;

    static ProcessSample of(long process, MemoryMXBean memory) throws IOException {
        memory.gc();
        Path folder = Path.of("/proc", Long.toString(process));
        try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
            return new ProcessSample(
                    memory.getHeapMemoryUsage().getUsed(),
                    1024 * status(folder, "VmRSS:"),
                    status(folder, "Threads:"),
                    open.count());
        }
    }

    private static long status(Path folder, String name) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public String toString() {
        return "heap %d MiB, resident %d MiB, %d threads, %d descriptors"
                .formatted(heapBytes / MIB, residentBytes / MIB, threads, descriptors);
    }
}
