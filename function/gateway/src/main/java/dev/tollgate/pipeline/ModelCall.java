package dev.tollgate.pipeline;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.call.RedactedListener;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.failover.AttemptFactories;
import dev.tollgate.failover.AttemptFactory;
import dev.tollgate.failover.FailoverExecutor;
import dev.tollgate.guardrail.AnswerGuard;
import dev.tollgate.guardrail.GuardedCall;
import dev.tollgate.guardrail.MediaGuard;
import dev.tollgate.guardrail.PromptGuard;
import dev.tollgate.health.TargetHealth;
import dev.tollgate.idempotency.IdempotencyGuard;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.metering.UsageRecorder;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.process.FatalErrors;
import dev.tollgate.promptlog.KeptPrompt;
import dev.tollgate.promptlog.PromptKeeper;
import dev.tollgate.responsecache.CachePlan;
import dev.tollgate.responsecache.ResponseCache;
import dev.tollgate.route.Route;
import dev.tollgate.scanning.ContentScans;
import dev.tollgate.scanning.RunningScans;
import dev.tollgate.scanning.ScanPlan;
import dev.tollgate.tiering.TierJudge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/**
 * The order of one call, whatever the client requested: idempotency key → route → content policies → reservations and pending record →
 * cache → tier → targets until one responds → settlement. After the content policies, every stage has the request that may leave.
 *
 * <p>It blocks, so that its order is the order of these lines.
 */
@ApplicationScoped
public class ModelCall {
    private final IdempotencyGuard idempotency;
    private final CallRouter router;
    private final PromptGuard guard;
    private final UsageRecorder recorder;
    private final ContentScans scans;
    private final ResponseCache cache;
    private final TierJudge judge;
    private final PromptKeeper prompts;
    private final TargetHealth health;
    private final FailoverExecutor failover;
    private final AttemptFactories attempts;
    private final FatalErrors fatalErrors;

    ModelCall(
            IdempotencyGuard idempotency,
            CallRouter router,
            PromptGuard guard,
            UsageRecorder recorder,
            ContentScans scans,
            ResponseCache cache,
            TierJudge judge,
            PromptKeeper prompts,
            TargetHealth health,
            FailoverExecutor failover,
            AttemptFactories attempts,
            FatalErrors fatalErrors) {
        this.idempotency = idempotency;
        this.router = router;
        this.guard = guard;
        this.recorder = recorder;
        this.scans = scans;
        this.cache = cache;
        this.judge = judge;
        this.prompts = prompts;
        this.health = health;
        this.failover = failover;
        this.attempts = attempts;
        this.fatalErrors = fatalErrors;
    }

    /** Responds to a chat request. Every failure reaches the sink; none is thrown. */
    public void chat(CallContext<ChatRequest> context, ChatResponseSink sink) {
        chat(context, sink, RedactedListener.NONE);
    }

    /**
     * The same, and shows the redacted form of the answer to a listener.
     *
     * @param listener gets nothing where the response is replayed under its {@code Idempotency-Key}
     */
    public void chat(CallContext<ChatRequest> context, ChatResponseSink sink, RedactedListener listener) {
        run(context, sink, call -> {
            // From the client: restored, stored, kept, held until the verdicts, cached, checked. So only placeholders
            // are stored, kept and cached.
            ChatResponseSink restoring = AnswerGuard.restoring(sink, call.guarded.placeholders());
            ChatResponseSink stored = listener.listening(call.context(), restoring);
            ChatResponseSink held = call.scans.held(call.kept.listening(stored));
            ChatResponseSink recorded = call.cached.recorded(held);
            ChatResponseSink checking = AnswerGuard.checking(recorded, call.guarded.answers(), context.metrics());
            call.respond(recorded, attempts.chat(call.metered, checking));
        });
    }

    /** Responds to a request for embeddings, in the same way. */
    public void embed(CallContext<EmbeddingRequest> context, EmbeddingResponseSink sink) {
        run(context, sink, call -> {
            EmbeddingResponseSink recorded =
                    call.cached.recorded(context.request().format(), call.scans.held(sink));
            call.respond(recorded, attempts.embeddings(call.metered, recorded));
        });
    }

    /** Responds to a request for images, speech, a transcript, moderations or a ranking. None of them is cached. */
    public void media(CallContext<MediaRequest> context, MediaResponseSink sink) {
        run(context, sink, call -> {
            MediaGuard checks = new MediaGuard(call.guarded);
            MediaResponseSink held = call.scans.held(checks.restoring(sink));
            call.respond(held, attempts.media(call.metered.with(checks.context()), checks.checking(held)));
        });
    }

    private <R extends ModelRequest> void run(
            CallContext<R> context, ResponseSink sink, Consumer<AcceptedRequest<R>> responder) {
        MeteredCall<R> call = recorder.metered(context);
        UsageMeter meter = call.meter();
        sink.beforeLastByte(meter::releaseSlot);
        KeptPrompt kept = prompts.open();
        try {
            health.refresh();
            idempotency.once(
                    context.idempotentCall(),
                    context.key(),
                    context.deadline(),
                    () -> responder.accept(accept(call, kept)));
            context.metrics().completed();
        } catch (Throwable thrown) {
            fatalErrors.note(thrown);
            GatewayException failure = GatewayException.of(thrown);
            context.metrics().failed(failure, sink.committed());
            sink.fail(failure, meter.attempts());
        } finally {
            meter.settle();
            kept.write(meter::promptLost);
            health.settle();
        }
    }

    private <R extends ModelRequest> AcceptedRequest<R> accept(MeteredCall<R> received, KeptPrompt kept) {
        Route route = router.route(received.context());
        GuardedCall<R> guarded = guard.guard(received.context(), route.content().policies());
        CallContext<R> context = guarded.context();
        MeteredCall<R> call = received.with(context);
        ScanPlan plan = scans.plan(guarded, engine -> router.scanner(context, route, engine));
        Route affordable = recorder.accept(call, recorder.payable(context, route), plan.calls());
        guarded.requireAllowed();
        kept.keep(context, route.content().logPrompts());
        return new AcceptedRequest<>(
                call, guarded, affordable, scans.start(plan, call), cachePlan(context, route, affordable), kept);
    }

    /** What answers when a budget is spent answers for nobody else: its answers are not kept for those who have money left. */
    private CachePlan cachePlan(CallContext<?> context, Route route, Route affordable) {
        return route.everyTarget().containsAll(affordable.everyTarget())
                ? cache.plan(context, route)
                : cache.noPlan(context, route);
    }

    /** A request that may leave, and is paid for. */
    private final class AcceptedRequest<R extends ModelRequest> {
        private final MeteredCall<R> metered;
        private final GuardedCall<R> guarded;
        private final Route affordable;
        private final RunningScans scans;
        private final CachePlan cached;
        private final KeptPrompt kept;

        private AcceptedRequest(
                MeteredCall<R> metered,
                GuardedCall<R> guarded,
                Route affordable,
                RunningScans scans,
                CachePlan cached,
                KeptPrompt kept) {
            this.metered = metered;
            this.guarded = guarded;
            this.affordable = affordable;
            this.scans = scans;
            this.cached = cached;
            this.kept = kept;
        }

        private CallContext<R> context() {
            return metered.context();
        }

        /** What a scan denies is not kept, as what a detector denies. */
        private void respond(ResponseSink sink, AttemptFactory attemptFactory) {
            try {
                scans.awaitBeforeCall(sink);
                cached.serve(metered.meter(), () -> execute(sink, attemptFactory));
                scans.awaitFlags();
            } catch (GatewayException failure) {
                throw scans.causeOf(failure);
            } finally {
                scans.close();
                if (scans.requestDenied()) {
                    kept.forget();
                }
            }
        }

        private void execute(ResponseSink sink, AttemptFactory attemptFactory) {
            Route decided = judge.decide(metered, affordable, sink);
            context().metrics().tierDecided(decided.tierDecision().map(Route.TierDecision::explained));
            Route healthyFirst = decided.inOrder(health.order(decided.targets()));
            try {
                failover.execute(context(), router.limited(context(), healthyFirst), sink, attemptFactory);
            } catch (GatewayException failure) {
                throw AnswerGuard.checked(failure, guarded.answers(), context().metrics());
            }
        }
    }
}
