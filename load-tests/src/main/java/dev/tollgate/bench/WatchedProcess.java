package dev.tollgate.bench;

import com.sun.management.ThreadMXBean;
import dev.tollgate.load.AttachedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The process of a gateway, measured from outside, with its child process DynamoDB Local, if it has one. */
final class WatchedProcess {
    /** The kernel's unit of CPU time (proc(5)): 100 per second on all current Linux systems. */
    private static final Duration TICK = Duration.ofMillis(10);

    private final long process;
    private final @Nullable Long store;
    private final @Nullable ThreadMXBean threads;

    private WatchedProcess(long process, @Nullable Long store, @Nullable ThreadMXBean threads) {
        this.process = process;
        this.store = store;
        this.threads = threads;
    }

    /** A JVM, whose allocations are counted, too. */
    static WatchedProcess jvm(long process, @Nullable Long store) throws IOException {
        return new WatchedProcess(
                process, store, AttachedJvm.of(process).bean(ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class));
    }

    /** A gateway of another kind. Its allocations are not known. */
    static WatchedProcess other(long process) {
        return new WatchedProcess(process, null, null);
    }

    /**
     * The resources used since the start of the process.
     *
     * @param cpu the gateway's CPU time in user and kernel mode
     * @param storeCpu the CPU time of DynamoDB Local
     * @param allocated the bytes that all threads have allocated; a carrier thread counts those of its virtual threads
     */
    record UsedResources(Duration cpu, Duration storeCpu, long allocated) {
        UsedResources since(UsedResources before) {
            return new UsedResources(
                    cpu.minus(before.cpu), storeCpu.minus(before.storeCpu), allocated - before.allocated);
        }
    }

    UsedResources used() {
        return new UsedResources(
                cpu(process),
                store == null ? Duration.ZERO : cpu(store),
                threads == null ? 0 : threads.getTotalThreadAllocatedBytes());
    }

    long residentBytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Duration cpu(long process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            // Skips the name, which may contain spaces. The state is field 3, so user and kernel time are fields 14 and
            // 15.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return TICK.multipliedBy(Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
