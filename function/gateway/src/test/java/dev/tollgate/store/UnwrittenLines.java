package dev.tollgate.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The records that went to the log because DynamoDB did not take them, since this was made. */
public final class UnwrittenLines extends Handler implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("tollgate.usage.unwritten");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    public UnwrittenLines() {
        LOG.addHandler(this);
    }

    /** The line of this request, or none, or more than one should be. */
    public List<String> of(String requestId) {
        return lines.stream().filter(line -> line.contains(requestId)).toList();
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOG.removeHandler(this);
    }
}
