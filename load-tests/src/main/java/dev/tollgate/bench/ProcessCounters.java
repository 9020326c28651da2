package dev.tollgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the kernel has counted for one process (proc(5)).
 *
 * @param cpuMillis the CPU time of all threads, also of those that have ended
 * @param switches context switches by thread id; a thread that has ended is missing
 */
record ProcessCounters(long cpuMillis, Map<String, Long> switches) {
    /** The kernel's unit of CPU time: 100 per second on all current Linux systems. */
    private static final long TICK_MILLIS = 10;

    static ProcessCounters of(long process) throws IOException {
        Map<String, Long> switches = new HashMap<>();
        try (Stream<Path> threads = Files.list(folder(process).resolve("task"))) {
            for (Path thread : threads.toList()) {
                readSwitches(thread, switches);
            }
        }
        String[] fields = stat(process);
        return new ProcessCounters(TICK_MILLIS * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])), switches);
    }

    /** Whether the process is frozen, as Lambda freezes it when a call is settled. */
    static boolean frozen(long process) throws IOException {
        return "T".equals(stat(process)[0]);
    }

    static String peakMemory(long process) throws IOException {
        try (Stream<String> lines = Files.lines(folder(process).resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.substring(6).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The context switches since then. */
    long switchesSince(ProcessCounters before) {
        return switches.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.switches.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** How many threads have run since then. */
    long awakeSince(ProcessCounters before) {
        return switches.entrySet().stream()
                .filter(thread -> !thread.getValue().equals(before.switches.get(thread.getKey())))
                .count();
    }

    private static void readSwitches(Path thread, Map<String, Long> switches) throws IOException {
        try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
            long count = lines.filter(line -> line.contains("voluntary_ctxt_switches:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            switches.put(thread.getFileName().toString(), count);
        } catch (NoSuchFileException ended) {
            // A thread that has ended since the listing has no switches any more.
            switches.remove(thread.getFileName().toString());
        }
    }

    /** The fields of the process, from the third one, its state. Its name may contain spaces. */
    private static String[] stat(long process) throws IOException {
        String stat = Files.readString(folder(process).resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static Path folder(long process) {
        return Path.of("/proc", Long.toString(process));
    }
}
