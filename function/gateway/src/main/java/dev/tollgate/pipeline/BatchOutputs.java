package dev.tollgate.pipeline;

import dev.tollgate.batch.BatchOutput;
import dev.tollgate.batch.FileKind;
import dev.tollgate.batch.SentLines;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.batch.StoredBatches;
import dev.tollgate.call.CallContext;
import dev.tollgate.failover.BatchClient;
import dev.tollgate.failover.BatchCodec;
import dev.tollgate.failover.BatchReply;
import dev.tollgate.failover.LineOrigin;
import dev.tollgate.guardrail.ActiveDetector;
import dev.tollgate.guardrail.AnswerGuard;
import dev.tollgate.guardrail.PromptGuard;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Route;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Shows the results of batches to their clients, as their providers send them: each answer passes the content policies first. */
@ApplicationScoped
public class BatchOutputs {
    private final CallRouter router;
    private final PromptGuard guard;
    private final BatchClient client;
    private final BatchCodec codec;
    private final StoredBatches batches;
    private final RoutingTables routes;

    BatchOutputs(
            CallRouter router,
            PromptGuard guard,
            BatchClient client,
            BatchCodec codec,
            StoredBatches batches,
            RoutingTables routes) {
        this.router = router;
        this.guard = guard;
        this.client = client;
        this.codec = codec;
        this.batches = batches;
        this.routes = routes;
    }

    /**
     * Downloads the results of a batch.
     *
     * @param context of a call for the model of the batch, which says what policies apply now
     * @param kind which of the results
     * @param out gets one result after the other
     * @throws GatewayException if the key may not use the model any more, or the provider does not send them
     */
    public void read(CallContext<ModelRequest> context, StoredBatch batch, FileKind kind, Consumer<BatchOutput> out) {
        Provider provider = Optional.ofNullable(routes.current().providers().get(batch.provider()))
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.UPSTREAM_FAILED, "The provider of this batch is not configured any more."));
        Route route = router.route(context);
        List<ActiveDetector> detectors =
                guard.guard(context, route.content().policies()).answers();
        SentLines sent = batches.lines(batch);
        client.download(provider, batch.state(), context.deadline(), line -> codec.result(provider, line)
                .filter(result -> sent.has(result.customId()))
                .map(result -> shown(context, batch, provider, result, sent, detectors))
                .filter(shown -> shown.kind() == kind)
                .ifPresent(shown -> out.accept(shown.output())));
    }

    /** A result, and the file that it belongs to. */
    private record ShownResult(FileKind kind, BatchOutput output) {}

    private ShownResult shown(
            CallContext<ModelRequest> context,
            StoredBatch batch,
            Provider provider,
            BatchResult result,
            SentLines sent,
            List<ActiveDetector> detectors) {
        return switch (result) {
            case BatchResult.Answered answered -> answered(context, batch, provider, answered, sent, detectors);
            case BatchResult.Refused refused ->
                new ShownResult(
                        FileKind.ERRORS, new BatchOutput.Refused(refused.customId(), codec.failure(provider, refused)));
            case BatchResult.Unreadable(String customId, GatewayException failure) ->
                new ShownResult(FileKind.ERRORS, new BatchOutput.Refused(customId, failure));
            case BatchResult.Skipped(String customId, String code, String message) ->
                new ShownResult(FileKind.ERRORS, new BatchOutput.Skipped(customId, code, message));
        };
    }

    private ShownResult answered(
            CallContext<ModelRequest> context,
            StoredBatch batch,
            Provider provider,
            BatchResult.Answered answered,
            SentLines sent,
            List<ActiveDetector> detectors) {
        String customId = answered.customId();
        BatchReply reply;
        try {
            reply = codec.reply(
                    batch.endpoint(),
                    provider,
                    batch.model(),
                    answered,
                    new LineOrigin(
                            batch.hold().lineId(customId),
                            batch.createdAt(),
                            sent.promptTokens(customId),
                            sent.functionNames()));
        } catch (GatewayException unreadable) {
            return new ShownResult(FileKind.ERRORS, new BatchOutput.Refused(customId, unreadable));
        }
        return new ShownResult(
                FileKind.ANSWERS,
                switch (reply) {
                    case BatchReply.Document(var _, byte[] body) -> new BatchOutput.Document(customId, body);
                    case BatchReply.Chat chat ->
                        detectors.isEmpty() && chat.nativeBody().isPresent()
                                ? new BatchOutput.Document(
                                        customId, chat.nativeBody().get())
                                : checked(context, customId, chat, detectors);
                });
    }

    private static BatchOutput checked(
            CallContext<ModelRequest> context, String customId, BatchReply.Chat chat, List<ActiveDetector> detectors) {
        CollectedCompletion collected = new CollectedCompletion();
        var sink = AnswerGuard.checking(collected, detectors, context.metrics());
        try {
            chat.chunks().forEach(sink::chunk);
            sink.finish(chat.completion(), chat.usageChunk(), OptionalLong.empty());
        } catch (GatewayException denied) {
            return new BatchOutput.Refused(customId, denied);
        }
        ChatCompletion completion = collected.completion();
        return new BatchOutput.Completed(customId, completion);
    }
}
