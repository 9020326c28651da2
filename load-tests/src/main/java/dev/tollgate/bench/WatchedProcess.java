package dev.tollgate.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A gateway's process, seen from outside, with the DynamoDB Local that is its child, if it has one. */
final class WatchedProcess {
    /** What the kernel counts CPU time in (proc(5)); 100 a second on every Linux in use. */
    private static final Duration TICK = Duration.ofMillis(10);

    private final long process;
    private final Long store;
    private final ThreadMXBean threads;

    WatchedProcess(long process, Long store) throws IOException {
        this.process = process;
        this.store = store;
        this.threads = threads(process);
    }

    /**
     * What was used since the process began.
     *
     * @param cpu of the gateway, in user and kernel
     * @param storeCpu of DynamoDB Local
     * @param allocated bytes on the heap, by all threads; a virtual thread's count is in its carrier's
     */
    record Used(Duration cpu, Duration storeCpu, long allocated) {
        Used since(Used before) {
            return new Used(cpu.minus(before.cpu), storeCpu.minus(before.storeCpu), allocated - before.allocated);
        }
    }

    Used used() {
        return new Used(
                cpu(process), store == null ? Duration.ZERO : cpu(store), threads.getTotalThreadAllocatedBytes());
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
            // After the name, which may hold spaces: state is field 3, so user and kernel time are 14 and 15.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return TICK.multipliedBy(Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /**
     * Counted by the JVM itself, so exact, and free: neither sampling nor an agent of ours. What the warning is about is
     * an address from elsewhere; this one is of a process that the script has started.
     */
    @SuppressWarnings("BanJNDI")
    private static ThreadMXBean threads(long process) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
            JMXServiceURL url = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            return ManagementFactory.newPlatformMXBeanProxy(
                    JMXConnectorFactory.connect(url).getMBeanServerConnection(),
                    ManagementFactory.THREAD_MXBEAN_NAME,
                    ThreadMXBean.class);
        } catch (AttachNotSupportedException failure) {
            throw new IOException("process " + process + " is no JVM of this user", failure);
        }
    }
}
