package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.process.MemoryLease;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BatchLineReaderTest {
    private static final int MEGABYTE = 1024 * 1024;

    /** Millions of short lines would take many times the memory of their file. */
    @Test
    void linesThatAreTooManyAreNotCollected() {
        BatchLineReader reader = new BatchLineReader(null, null); // They get none of these lines.
        byte[] file = "x\n".repeat(4 * MEGABYTE).getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (MemoryLease memory = new MemoryBudget(Long.MAX_VALUE).lease()) {
            long before = threads.getCurrentThreadAllocatedBytes();

            assertThatThrownBy(() -> reader.read(file, memory)).isInstanceOf(GatewayException.class);

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(32 * MEGABYTE);
        }
    }
}
