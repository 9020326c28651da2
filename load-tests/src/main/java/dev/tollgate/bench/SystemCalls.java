package dev.tollgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The system calls of another process, counted by {@code perf} where it is installed and may. */
final class SystemCalls {
    private static final List<String> EVENTS = List.of("raw_syscalls:sys_enter", "syscalls:sys_enter_futex");

    private final @Nullable Process perf;

    private SystemCalls(@Nullable Process perf) {
        this.perf = perf;
    }

    static SystemCalls watch(long process) throws IOException {
        try {
            // perf counts for as long as cat runs.
            Process perf = new ProcessBuilder(
                            "perf",
                            "stat",
                            "-x",
                            ",",
                            "-e",
                            String.join(",", EVENTS),
                            "-p",
                            Long.toString(process),
                            "cat")
                    .start();
            perf.getOutputStream().write('\n');
            perf.getOutputStream().flush();
            // cat has echoed the byte, so perf counts from here on.
            return new SystemCalls(perf.getInputStream().read() < 0 ? null : perf);
        } catch (IOException notInstalled) {
            return new SystemCalls(null);
        }
    }

    /** The system calls per call, and those for futexes among them; two cells of a table. */
    String perCall(int calls) throws IOException {
        if (perf == null) {
            return " | ";
        }
        perf.getOutputStream().close();
        String report = new String(perf.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        StringBuilder cells = new StringBuilder();
        for (String event : EVENTS) {
            long count = report.lines()
                    .filter(line -> line.contains(event) && Character.isDigit(line.charAt(0)))
                    .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
                    .sum();
            cells.append(cells.isEmpty() ? "" : " | ")
                    .append(String.format(Locale.ROOT, "%.0f", (double) count / calls));
        }
        return cells.toString();
    }
}
