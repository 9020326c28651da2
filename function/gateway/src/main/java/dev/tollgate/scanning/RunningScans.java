package dev.tollgate.scanning;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The scans of one call: those of its request run from the start, those of its answer once it is complete. None goes on after the
 * call. A denial stops the target that is at work.
 */
public final class RunningScans implements AutoCloseable {
    private final boolean none;
    private final List<PlannedScan> ofAnswers;
    private final ScanRuntime runtime;
    private final ScanGroup ofRequest;
    private final List<ScanGroup> groups = new ArrayList<>();
    private boolean cancelled;

    RunningScans(List<PlannedScan> scans, ScanRuntime runtime) {
        this.none = scans.isEmpty();
        this.ofAnswers =
                scans.stream().filter(scan -> scan.active().scan().answers()).toList();
        this.runtime = runtime;
        this.ofRequest = ScanGroup.start(
                scans,
                none
                        ? new ScannedContent(List.of(), false, false)
                        : ScannedContent.ofRequest(runtime.context().request()),
                runtime);
        groups.add(ofRequest);
    }

    /**
     * Waits for the verdicts that the call must not run in parallel to.
     *
     * @throws GatewayException {@code CLIENT_GONE} if one denies it
     */
    public void awaitBeforeCall(ResponseSink sink) {
        if (none) {
            return;
        }
        onDisconnect(sink, () -> {});
        await(scan -> scan.canDeny() && !scan.parallel());
    }

    /** Waits for scans that only flag: they may take longer than the response. */
    public void awaitFlags() {
        groups().forEach(group -> group.await(_ -> true));
    }

    /** Why a call failed with this: {@code CONTENT_POLICY_VIOLATION} or {@code CONTENT_SCAN_FAILED} if a scan has denied it. */
    public GatewayException causeOf(GatewayException failure) {
        return ofRequest.denial().orElse(failure);
    }

    /** Ends all that still run, and waits for their ends. */
    @Override
    public void close() {
        cancel();
        groups().forEach(group -> group.await(_ -> true));
    }

    /** Whether a scan has denied the request. */
    public boolean requestDenied() {
        return ofRequest.denial().isPresent();
    }

    /** The sink to respond to in place of this one: it sends nothing before the verdicts. */
    public ChatResponseSink held(ChatResponseSink sink) {
        if (none) {
            return sink;
        }
        ChatResponseSink held = new HeldChatSink(sink, this);
        return ofAnswers.isEmpty() ? held : new ScannedAnswerSink(held, this, runtime);
    }

    /** The same for embeddings: nobody can judge these, so only their request is scanned. */
    public EmbeddingResponseSink held(EmbeddingResponseSink sink) {
        return none ? sink : new HeldEmbeddingSink(sink, this);
    }

    /** The same for images, speech, transcripts, moderations and rankings. */
    public MediaResponseSink held(MediaResponseSink sink) {
        return none ? sink : new HeldMediaSink(sink, this, runtime);
    }

    /** Has a disconnect stop the scans and run this action. A denial of the request runs it, too. */
    void onDisconnect(ResponseSink sink, Runnable action) {
        ofRequest.onDenial(() -> {
            ofRequest.cancel();
            action.run();
        });
        sink.onDisconnect(() -> {
            cancel();
            action.run();
        });
    }

    /**
     * Waits for the verdicts on the request: the response starts then.
     *
     * @throws GatewayException {@code CLIENT_GONE} if it is denied: nobody waits for this target any more
     */
    void awaitRequest() {
        await(ContentScan::canDeny);
        runtime.responseStarts();
    }

    private void await(Predicate<ContentScan> which) {
        ofRequest.await(which);
        if (isCancelled() || ofRequest.denial().isPresent()) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "Nobody waits for this response any more.");
        }
    }

    /**
     * Waits for the verdicts on an answer.
     *
     * @throws GatewayException {@code CONTENT_POLICY_VIOLATION} or {@code CONTENT_SCAN_FAILED}
     */
    void requireAllowed(ChatCompletion completion) {
        requireAllowed(ScannedContent.ofAnswer(ScannedText.of(completion)));
    }

    /** The same for the texts of a transcript, if there are any. */
    void requireAllowed(List<String> texts) {
        ScannedContent answer = ScannedContent.ofAnswer(ScannedText.of(texts));
        if (!ofAnswers.isEmpty() && !answer.texts().isEmpty()) {
            requireAllowed(answer);
        }
    }

    private void requireAllowed(ScannedContent answer) {
        ScanGroup group = ScanGroup.start(ofAnswers, answer, runtime);
        add(group);
        group.onDenial(group::cancel);
        group.await(ContentScan::canDeny);
        Optional<GatewayException> denial = group.denial();
        if (denial.isPresent()) {
            throw denial.get();
        }
        if (isCancelled()) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "Nobody waits for this response any more.");
        }
    }

    private synchronized void add(ScanGroup group) {
        groups.add(group);
        if (cancelled) {
            group.cancel();
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized List<ScanGroup> groups() {
        return List.copyOf(groups);
    }

    private void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        groups().forEach(ScanGroup::cancel);
    }
}
