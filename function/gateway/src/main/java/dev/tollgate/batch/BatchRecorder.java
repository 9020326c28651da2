package dev.tollgate.batch;

import dev.tollgate.failover.BatchClient;
import dev.tollgate.failover.BatchCodec;
import dev.tollgate.failover.BatchReply;
import dev.tollgate.failover.LineOrigin;
import dev.tollgate.metering.BatchMeter;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.QuotedText;
import dev.tollgate.parse.SplitLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a batch that has ended into usage records, as they are downloaded. */
@ApplicationScoped
class BatchRecorder {
    /** So many lines are recorded at a time. */
    private static final int AT_ONCE = 32;

    /** The same under a budget: all lines change its counter in transactions, which exclude each other. */
    private static final int AT_ONCE_UNDER_BUDGET = 4;

    private static final int MOST_WAITING_BYTES = 1024 * 1024;

    /** So much of the beginning and of the end of a name goes into the log. */
    private static final int SHOWN = 32;

    private static final Logger LOG = Logger.getLogger(BatchRecorder.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BatchClient client;
    private final BatchCodec codec;
    private final BatchMeter meter;

    BatchRecorder(BatchClient client, BatchCodec codec, BatchMeter meter) {
        this.client = client;
        this.codec = codec;
        this.meter = meter;
    }

    /**
     * Records all lines.
     *
     * @param sent the lines that the provider got: no other result counts
     * @throws GatewayException if not all of them could be read or recorded; those that were read are recorded
     */
    RecordedLines record(StoredBatch batch, SentLines sent, Provider provider, Instant until) {
        Download download = new Download(batch, sent, provider);
        client.download(provider, batch.state(), until, download::line);
        download.flush();
        download.logUseless();
        return download.recorded;
    }

    /** Lines that arrive on one thread, and are recorded on several. */
    private final class Download {
        private final StoredBatch batch;
        private final SentLines sent;
        private final Provider provider;
        private final int atOnce;
        private final List<Callable<RecordedLine>> waiting = new ArrayList<>();
        private int waitingBytes;
        private final InventedLines invented = new InventedLines();
        private final AtomicLong nameless = new AtomicLong();
        private RecordedLines recorded = RecordedLines.NONE;

        Download(StoredBatch batch, SentLines sent, Provider provider) {
            this.batch = batch;
            this.sent = sent;
            this.provider = provider;
            this.atOnce = batch.hold().budgets().isEmpty() ? AT_ONCE : AT_ONCE_UNDER_BUDGET;
        }

        void line(SplitLine line) {
            waiting.add(() -> recorded(line));
            waitingBytes += line.bytes().length;
            if (waiting.size() >= atOnce || waitingBytes >= MOST_WAITING_BYTES) {
                flush();
            }
        }

        void flush() {
            try {
                for (Future<RecordedLine> done : threads.invokeAll(waiting)) {
                    RecordedLine line = done.get();
                    switch (line.kind()) {
                        case null -> {}
                        case ANSWERS -> recorded = recorded.plusAnswered(line.bytes());
                        case ERRORS -> recorded = recorded.plusFailed(line.bytes());
                        case INPUT -> throw new IllegalStateException("a result is no input");
                    }
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof GatewayException known ? known : GatewayException.bug(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
            }
            waiting.clear();
            waitingBytes = 0;
        }

        private RecordedLine recorded(SplitLine line) {
            int bytes = line.bytes().length + 1;
            Optional<BatchResult> named = codec.result(provider, line);
            if (named.isEmpty()) {
                nameless.incrementAndGet();
            }
            return named.filter(this::wasSent)
                    .map(result -> new RecordedLine(
                            switch (result) {
                                case BatchResult.Answered answered -> answered(answered);
                                case BatchResult.Refused refused ->
                                    failed(
                                            refused.customId(),
                                            codec.failure(provider, refused).kind());
                                case BatchResult.Unreadable(String customId, GatewayException failure) ->
                                    unreadable(customId, failure);
                                case BatchResult.Skipped skipped ->
                                    failed(skipped.customId(), ErrorKind.REQUEST_TIMEOUT);
                            },
                            bytes))
                    .orElse(new RecordedLine(null, bytes));
        }

        /** A provider could bill any amount for lines that it invents. */
        private boolean wasSent(BatchResult result) {
            boolean known = sent.has(result.customId());
            if (!known) {
                invented.add(result.customId());
            }
            return known;
        }

        /** In one line each, however many there are. */
        void logUseless() {
            if (invented.count() > 0) {
                LOG.errorf(
                        "%s has %d results in the batch %s for lines that it never got, such as %s. They are neither recorded nor shown.",
                        batch.provider(), invented.count(), batch.id(), invented.example());
            }
            if (nameless.get() > 0) {
                LOG.errorf(
                        "%s has %d results in the batch %s that cannot be read and name no line. They are neither recorded nor shown.",
                        batch.provider(), nameless.get(), batch.id());
            }
        }

        private FileKind answered(BatchResult.Answered result) {
            String customId = result.customId();
            long promptTokens = sent.promptTokens(customId);
            BatchReply reply;
            try {
                reply = codec.reply(
                        batch.endpoint(),
                        provider,
                        batch.model(),
                        result,
                        new LineOrigin(
                                batch.hold().lineId(customId), batch.createdAt(), promptTokens, sent.functionNames()));
            } catch (GatewayException unreadable) {
                return unreadable(customId, unreadable);
            }
            meter.answered(batch.hold(), provider, batch.model(), customId, reply.usage());
            return FileKind.ANSWERS;
        }

        private FileKind unreadable(String customId, GatewayException failure) {
            meter.unreadable(
                    batch.hold(),
                    provider,
                    batch.model(),
                    customId,
                    failure.kind(),
                    codec.unreadable(sent.promptTokens(customId)));
            return FileKind.ERRORS;
        }

        private FileKind failed(String customId, ErrorKind kind) {
            meter.failed(batch.hold(), provider, batch.model(), customId, kind);
            return FileKind.ERRORS;
        }
    }

    /** Results for lines that were never sent; counted by several threads. */
    private static final class InventedLines {
        private long count;
        private String example = "";

        synchronized void add(String customId) {
            if (count == 0) {
                example = QuotedText.of(QuotedText.shortened(customId, SHOWN, SHOWN));
            }
            count++;
        }

        synchronized long count() {
            return count;
        }

        synchronized String example() {
            return example;
        }
    }

    /** What a line was; null for one that held no result. */
    private record RecordedLine(@Nullable FileKind kind, int bytes) {}
}
