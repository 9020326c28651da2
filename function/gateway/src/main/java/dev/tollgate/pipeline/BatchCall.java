package dev.tollgate.pipeline;

import dev.tollgate.batch.BatchIds;
import dev.tollgate.batch.BatchRequest;
import dev.tollgate.batch.LineFailure;
import dev.tollgate.batch.SentLines;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.batch.StoredBatches;
import dev.tollgate.bill.BatchHold;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.call.CallContext;
import dev.tollgate.failover.BatchClient;
import dev.tollgate.failover.BatchCodec;
import dev.tollgate.failover.BatchSubmission;
import dev.tollgate.idempotency.IdempotencyGuard;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.metering.BatchMeter;
import dev.tollgate.metering.BatchPlan;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.metering.RateReservations;
import dev.tollgate.metering.UsageRecorder;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingTables;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The order of one batch: idempotency key → check of each line → first target that has batches → limits → budgets and pending record → provider → store.
 * What comes after it is {@link dev.tollgate.batch.BatchFollower}'s.
 */
@ApplicationScoped
public class BatchCall {
    private static final Logger LOG = Logger.getLogger(BatchCall.class);

    /** Anthropic keeps results for 29 days, and OpenAI for 30. */
    private static final Duration KEPT = Duration.ofDays(29);

    private final IdempotencyGuard idempotency;
    private final BatchCheck check;
    private final UsageRecorder recorder;
    private final BatchMeter meter;
    private final BatchClient client;
    private final BatchCodec codec;
    private final StoredBatches batches;
    private final RoutingTables routes;
    private final Clock clock;

    BatchCall(
            IdempotencyGuard idempotency,
            BatchCheck check,
            UsageRecorder recorder,
            BatchMeter meter,
            BatchClient client,
            BatchCodec codec,
            StoredBatches batches,
            RoutingTables routes,
            Clock clock) {
        this.idempotency = idempotency;
        this.check = check;
        this.recorder = recorder;
        this.meter = meter;
        this.client = client;
        this.codec = codec;
        this.batches = batches;
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * What a client wants of a batch.
     *
     * @param inputFile the id of the file with its lines
     */
    public record BatchOrder(
            BatchEndpoint endpoint, String inputFile, List<BatchRequest> lines, Map<String, String> metadata) {

        public BatchOrder {
            lines = List.copyOf(lines);
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * The lines of a file as they may be stored, with placeholders for what content policies mask.
     *
     * @param context of a call with the first line
     * @throws GatewayException of a 400 kind that names the line, or what refuses a call
     */
    public List<BatchRequest> checked(
            CallContext<ModelRequest> context, BatchEndpoint endpoint, List<BatchRequest> lines) {
        CheckedBatch checked = check.checked(context, lines);
        target(checked, endpoint);
        return checked.asTheyMayLeave();
    }

    /** The first one that has batches: where the lines are, they stay. */
    private Target target(CheckedBatch batch, BatchEndpoint endpoint) {
        return batch.targets().stream()
                .filter(target -> client.takes(target.provider(), endpoint))
                .findFirst()
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        "model",
                        "Unsupported parameter: 'model': "
                                + batch.targets().getFirst().provider().name() + " has no " + endpoint.offer() + "."));
    }

    /**
     * Creates a batch.
     *
     * @param context of a call with the first line
     * @param responder sends the batch to the client; not called if the same request was answered before
     * @throws GatewayException as a call, or what refuses the batch at its provider
     */
    public void create(CallContext<ModelRequest> context, BatchOrder order, Consumer<StoredBatch> responder) {
        idempotency.once(
                context.idempotentCall(),
                context.key(),
                context.deadline(),
                () -> responder.accept(create(context, order)));
        context.metrics().completed();
    }

    private StoredBatch create(CallContext<ModelRequest> context, BatchOrder order) {
        CheckedBatch checked = check.checked(context, order.lines());
        Target target = target(checked, order.endpoint());
        context.metrics().routed(checked.alias());
        BatchPlan plan = meter.plan(context, checked.alias(), target, checked.requests());
        List<BatchLine> lines = lines(target.name(), checked.lines(), plan);
        admit(context, checked.models());
        String id = BatchIds.batch();
        BatchHold hold = meter.reserve(
                id, context, checked.alias(), plan, context.receivedAt().plus(BatchHold.LONGEST));
        return created(
                new PlannedBatch(id, order, target, hold, lines, sent(target, checked.asTheyMayLeave())), context);
    }

    private record PlannedBatch(
            String id, BatchOrder order, Target target, BatchHold hold, List<BatchLine> lines, SentLines sent) {}

    private SentLines sent(Target target, List<BatchRequest> lines) {
        Map<String, String> functionNames = new HashMap<>();
        lines.forEach(line ->
                functionNames.putAll(codec.functionNames(target, line.content().request())));
        return new SentLines(
                lines.stream()
                        .collect(Collectors.toMap(
                                BatchRequest::customId,
                                line -> TokenEstimate.promptOf(line.content().request()))),
                functionNames);
    }

    /** Each line has a target of its own with the same name: its prompt leaves other room for the completion. */
    private List<BatchLine> lines(ModelName target, List<CheckedLine> checked, BatchPlan plan) {
        List<BatchLine> lines = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            Target own = checked.get(i).at(target);
            BatchRequest sent = checked.get(i).sent();
            ModelRequest limited = plan.lines().get(i);
            lines.add(LineFailure.named(
                    i + 1,
                    sent.content(),
                    () -> codec.line(
                            own, sent.customId(), limited, sent.content().nativeRequest())));
        }
        return lines;
    }

    /** A batch is one request for the limits of its key. How many tokens it may have is for its provider to say. */
    private void admit(CallContext<ModelRequest> context, List<String> models) {
        MeteredCall<ModelRequest> call = recorder.metered(context);
        try {
            RateReservations rates = recorder.admit(call, models);
            rates.settle(context.requestId(), 0);
        } finally {
            call.meter().settle();
        }
    }

    private StoredBatch created(PlannedBatch planned, CallContext<ModelRequest> context) {
        Target target = planned.target();
        Instant until = context.deadline();
        BatchTrace trace = BatchTrace.starts(context.metrics(), target, clock.instant());
        BatchSubmission submission =
                client.create(target, planned.id(), planned.order().endpoint(), planned.lines(), until, trace.span());
        trace.ends(submission, clock.instant());
        return switch (submission) {
            case BatchSubmission.Created(BatchState state) -> {
                StoredBatch batch = started(planned, state);
                begin(batch, planned.sent(), target, until);
                yield batch;
            }
            case BatchSubmission.Refused(GatewayException failure) -> {
                meter.release(
                        planned.hold(), CallOutcome.FAILED, target.provider().name(), target.model());
                throw failure;
            }
            case BatchSubmission.Unknown(GatewayException failure) -> {
                LOG.errorf(
                        "%s did not say whether it has the batch %s. It may run unseen, and its record will be"
                                + " abandoned.",
                        target.provider().name(), planned.id());
                throw failure;
            }
        };
    }

    private StoredBatch started(PlannedBatch planned, BatchState state) {
        BatchOrder order = planned.order();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new StoredBatch(
                        planned.id(),
                        order.endpoint(),
                        order.inputFile(),
                        planned.target().provider().name(),
                        planned.target().model(),
                        state,
                        false,
                        planned.hold(),
                        order.metadata(),
                        Map.of(),
                        now.plus(KEPT),
                        null,
                        null)
                .with(state, now);
    }

    /**
     * A batch that nobody would follow must not go on. Its provider may have answered some lines, so that what it holds is released by
     * the job that follows it, or by the sweep.
     */
    private void begin(StoredBatch batch, SentLines sent, Target target, Instant until) {
        try {
            batches.begin(batch, sent);
        } catch (GatewayException failure) {
            cancelQuietly(batch, target, until);
            throw failure;
        }
    }

    private void cancelQuietly(StoredBatch batch, Target target, Instant until) {
        try {
            client.cancel(target.provider(), batch.state().id(), until);
        } catch (GatewayException failure) {
            LOG.errorf(
                    FailureText.bug(failure),
                    "The batch %s of %s is not stored, and could not be cancelled: %s",
                    batch.state().id(),
                    batch.provider(),
                    FailureText.line(failure));
        }
    }

    /**
     * Cancels a batch that has not ended. What its provider has answered until then is recorded.
     *
     * @throws GatewayException if the provider does not cancel it
     */
    public StoredBatch cancel(StoredBatch batch, Instant until) {
        if (batch.state().status().ended()) {
            return batch;
        }
        Provider provider = Optional.ofNullable(routes.current().providers().get(batch.provider()))
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.UPSTREAM_FAILED, "The provider of this batch is not configured any more."));
        client.cancel(provider, batch.state().id(), until);
        BatchState state = client.find(provider, batch.state().id(), until);
        StoredBatch followed = batch.with(state, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        batches.update(followed);
        return followed;
    }
}
