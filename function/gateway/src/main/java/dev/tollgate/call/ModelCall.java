package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Doorkeeper;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Conditions;
import dev.tollgate.route.Preference;
import dev.tollgate.route.Route;
import dev.tollgate.route.Router;
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
    private final Doorkeeper doorkeeper;
    private final Repetitions repetitions;
    private final Router router;
    private final Bookkeeper bookkeeper;
    private final Attempts attempts;
    private final Judges judges;
    private final Pursuits pursuits;
    private final CallLog log;
    private final GatewayConfig config;
    private final Clock clock;

    ModelCall(
            Doorkeeper doorkeeper,
            Repetitions repetitions,
            Router router,
            Bookkeeper bookkeeper,
            Attempts attempts,
            Judges judges,
            Pursuits pursuits,
            CallLog log,
            GatewayConfig config,
            Clock clock) {
        this.doorkeeper = doorkeeper;
        this.repetitions = repetitions;
        this.router = router;
        this.bookkeeper = bookkeeper;
        this.attempts = attempts;
        this.judges = judges;
        this.pursuits = pursuits;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    /** Answers a chat request. Every failure reaches the answer; none is thrown. */
    public void chat(Incoming<ChatRequest> incoming, Answer answer) {
        run(incoming, answer, (target, question, lane) -> attempts.at(target, question, answer, lane));
    }

    /** Answers a request for vectors, in the same way. */
    public void embed(Incoming<EmbeddingRequest> incoming, EmbeddingAnswer answer) {
        run(incoming, answer, (target, question, lane) -> attempts.at(target, question, answer, lane));
    }

    /** Answers one request, settles it and writes its log line. */
    private <R extends ModelRequest> void run(Incoming<R> incoming, Recipient answer, Turns<R> turns) {
        Trace trace = new Trace(incoming);
        try {
            serve(incoming, answer, turns, trace);
        } catch (ChatFailure failure) {
            fail(failure, answer, trace);
        } catch (RuntimeException bug) {
            fail(new ChatFailure(ErrorKind.INTERNAL, "The gateway failed to handle this request.", bug), answer, trace);
        } finally {
            trace.settle(clock);
            attempts.health().settle();
            log.write(trace.report(clock.instant()));
        }
    }

    private void fail(ChatFailure failure, Recipient answer, Trace trace) {
        trace.failed(failure, answer.committed());
        trace.beforeLastByte();
        answer.fail(failure, trace.tried(clock.instant()));
    }

    private <R extends ModelRequest> void serve(Incoming<R> incoming, Recipient answer, Turns<R> turns, Trace trace) {
        attempts.health().refresh();
        ApiKey key = doorkeeper.identify(incoming.authorization());
        trace.caller(key);
        R request = incoming.request().get();
        trace.asked(request);
        Instant deadline = incoming.deadline(config.request().timeout());
        repetitions.once(incoming, key, deadline, () -> {
            Route route = bookkeeper.payable(key, request, route(key, incoming, request));
            Booking booking = bookkeeper.book(new Order(incoming, key, request, route.everyTarget(), deadline));
            trace.booked(booking);
            Question<R> asked = new Question<>(incoming, request, route, booking, deadline, trace);
            Route decided = judges.decide(asked, answer);
            Route healthy = decided.inOrder(attempts.health().order(decided.targets()));
            pursuits.pursue(asked.going(healthy), answer, turns);
        });
    }

    private Route route(ApiKey key, Incoming<?> incoming, ModelRequest request) {
        List<String> models = request.wanted();
        for (String model : models) {
            if (!key.mayUse(model)) {
                throw ChatFailure.of(
                        ErrorKind.PERMISSION_DENIED,
                        model.equals(request.model()) ? "model" : "models",
                        "This API key may not use the model '" + model + "'.");
            }
        }
        Conditions conditions =
                new Conditions(RequestNeeds.of(request), key.require(), Preference.of(incoming.preference()));
        return router.route(models, Occasions.of(request, clock.instant(), conditions));
    }
}
