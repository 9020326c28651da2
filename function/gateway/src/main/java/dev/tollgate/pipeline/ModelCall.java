package dev.tollgate.pipeline;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.CallLog;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.IncomingCall;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.failover.AttemptFactory;
import dev.tollgate.failover.FailoverExecutor;
import dev.tollgate.failover.ModelAttempts;
import dev.tollgate.idempotency.IdempotencyGuard;
import dev.tollgate.metering.CallOrder;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.metering.UsageRecorder;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.RoutePreference;
import dev.tollgate.route.Router;
import dev.tollgate.route.RoutingConstraints;
import dev.tollgate.tiering.TierJudge;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The way of one request to a model, whatever is asked of it: key → answered already? → alias → reservation → (a judge's word) → pursuit of an answer → settlement.
 *
 * <p>Blocking, so that its order is the order of these lines.
 */
@ApplicationScoped
public class ModelCall {
    private final ApiKeyAuthenticator apiKeyAuthenticator;
    private final IdempotencyGuard idempotencyGuard;
    private final Router router;
    private final UsageRecorder usageRecorder;
    private final ModelAttempts modelAttempts;
    private final TierJudge tierJudge;
    private final FailoverExecutor failoverExecutor;
    private final CallLog log;
    private final GatewayConfig config;
    private final Clock clock;

    ModelCall(
            ApiKeyAuthenticator apiKeyAuthenticator,
            IdempotencyGuard idempotencyGuard,
            Router router,
            UsageRecorder usageRecorder,
            ModelAttempts modelAttempts,
            TierJudge tierJudge,
            FailoverExecutor failoverExecutor,
            CallLog log,
            GatewayConfig config,
            Clock clock) {
        this.apiKeyAuthenticator = apiKeyAuthenticator;
        this.idempotencyGuard = idempotencyGuard;
        this.router = router;
        this.usageRecorder = usageRecorder;
        this.modelAttempts = modelAttempts;
        this.tierJudge = tierJudge;
        this.failoverExecutor = failoverExecutor;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    /** Answers a chat request. Every failure reaches the answer; none is thrown. */
    public void chat(IncomingCall<ChatRequest> incomingCall, ChatResponseSink answer) {
        run(
                incomingCall,
                answer,
                (target, callContext, attemptControl) -> modelAttempts.at(target, callContext, answer, attemptControl));
    }

    /** Answers a request for vectors, in the same way. */
    public void embed(IncomingCall<EmbeddingRequest> incomingCall, EmbeddingResponseSink answer) {
        run(
                incomingCall,
                answer,
                (target, callContext, attemptControl) -> modelAttempts.at(target, callContext, answer, attemptControl));
    }

    /** Answers one request, settles it and writes its log line. */
    private <R extends ModelRequest> void run(
            IncomingCall<R> incomingCall, ResponseSink answer, AttemptFactory<R> attemptFactory) {
        CallMetrics callMetrics = new CallMetrics(incomingCall);
        try {
            serve(incomingCall, answer, attemptFactory, callMetrics);
        } catch (GatewayException failure) {
            fail(failure, answer, callMetrics);
        } catch (RuntimeException bug) {
            fail(
                    new GatewayException(ErrorKind.INTERNAL, "The gateway failed to handle this request.", bug),
                    answer,
                    callMetrics);
        } finally {
            callMetrics.settle(clock);
            modelAttempts.health().settle();
            log.write(callMetrics.report(clock.instant()));
        }
    }

    private void fail(GatewayException failure, ResponseSink answer, CallMetrics callMetrics) {
        callMetrics.failed(failure, answer.committed());
        callMetrics.beforeLastByte();
        answer.fail(failure, callMetrics.attemptSummary(clock.instant()));
    }

    private <R extends ModelRequest> void serve(
            IncomingCall<R> incomingCall,
            ResponseSink answer,
            AttemptFactory<R> attemptFactory,
            CallMetrics callMetrics) {
        modelAttempts.health().refresh();
        ApiKey key = apiKeyAuthenticator.authenticate(incomingCall.authorization());
        callMetrics.caller(key);
        R request = incomingCall.request().get();
        callMetrics.asked(request);
        Instant deadline = incomingCall.deadline(config.request().timeout());
        idempotencyGuard.once(incomingCall, key, deadline, () -> {
            Route route = usageRecorder.payable(key, request, route(key, incomingCall, request));
            UsageMeter usageMeter =
                    usageRecorder.open(new CallOrder(incomingCall, key, request, route.everyTarget(), deadline));
            callMetrics.booked(usageMeter);
            CallContext<R> asked = new CallContext<>(incomingCall, request, route, usageMeter, deadline, callMetrics);
            Route decided = tierJudge.decide(asked, answer);
            Route healthy = decided.inOrder(modelAttempts.health().order(decided.targets()));
            failoverExecutor.pursue(asked.going(healthy), answer, attemptFactory);
        });
    }

    private Route route(ApiKey key, IncomingCall<?> incomingCall, ModelRequest request) {
        List<String> models = request.wanted();
        for (String model : models) {
            if (!key.mayUse(model)) {
                throw GatewayException.of(
                        ErrorKind.PERMISSION_DENIED,
                        model.equals(request.model()) ? "model" : "models",
                        "This API key may not use the model '" + model + "'.");
            }
        }
        RoutingConstraints routingConstraints = new RoutingConstraints(
                RequestNeeds.of(request), key.require(), RoutePreference.of(incomingCall.preference()));
        return router.route(models, RoutingContexts.of(request, clock.instant(), routingConstraints));
    }
}
