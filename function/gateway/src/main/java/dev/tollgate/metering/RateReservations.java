package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.call.CallContext;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What the limits of a key granted to a call, and those of each model that it requests by name. */
public final class RateReservations {
    private static final Logger LOG = Logger.getLogger(RateReservations.class);

    private final RateLimiter rateLimiter;
    private final List<RateReservation> granted;

    public RateReservations(RateLimiter rateLimiter, List<RateReservation> granted) {
        this.rateLimiter = rateLimiter;
        this.granted = granted;
    }

    /**
     * Takes one request from each, all or nothing: a refusal releases what was taken before it.
     *
     * @param call its meter withdraws a slot that the store does not confirm
     * @param models the names in the request, without suffixes
     * @param tokens what the call may use
     * @throws GatewayException of a 429 kind, or {@code STORE_UNAVAILABLE} if the key does not allow store failures
     */
    static RateReservations take(
            RateLimiter rateLimiter, MeteredCall<?> call, List<String> models, Instant now, long tokens) {
        CallContext<?> context = call.context();
        List<RateReservation> granted = new ArrayList<>();
        RateReservations rateReservations = new RateReservations(rateLimiter, granted);
        List<RateLimitKey> keys = keys(context.key(), models).toList();
        for (RateLimitKey rateLimitKey : keys) {
            long number = RateReservation.RateGrant.randomNumber();
            try {
                granted.add(rateLimiter.reserve(rateLimitKey, tokens, context.deadline(), number));
            } catch (GatewayException failure) {
                boolean unconfirmed = failure.kind() == ErrorKind.STORE_UNAVAILABLE;
                if (unconfirmed) {
                    call.meter().withdraw(UnconfirmedCall.slot(rateLimiter, context.requestId(), rateLimitKey, number));
                }
                if (unconfirmed && context.allowsStoreFailure()) {
                    granted.add(RateReservation.uncounted(rateLimitKey, now));
                    continue;
                }
                rateReservations.cancel(context.requestId());
                throw failure;
            }
        }
        return rateReservations;
    }

    /** Models come first: their limits are narrower, and the first refusal has nothing to release. */
    private static Stream<RateLimitKey> keys(ApiKey key, List<String> requested) {
        Map<String, RateLimits> ofModels = key.limits().models();
        Stream<RateLimitKey> models = requested.stream().flatMap(model -> Stream.ofNullable(ofModels.get(model))
                .map(limits -> RateLimitKey.ofModel(key.id(), model, limits)));
        return Stream.concat(models, Stream.of(RateLimitKey.ofKey(key.id(), key.limits())))
                .filter(rateLimitKey -> !rateLimitKey.rateLimits().unlimited());
    }

    List<RateReservation> granted() {
        return List.copyOf(granted);
    }

    /** The narrowest of them. */
    RateStatus rateStatus() {
        return granted.stream().map(RateReservation::left).reduce(RateStatus.UNLIMITED, RateStatus::and);
    }

    /** Whether one of a limited number of slots is taken. */
    boolean holdSlot() {
        return granted.stream().anyMatch(RateReservation::holdsSlot);
    }

    /** What the pending record says of it, so that a sweep can release it. */
    RequestHold requestHold() {
        return new RequestHold(
                List.of(),
                0,
                granted.stream()
                        .flatMap(reservation ->
                                Stream.ofNullable(reservation.grant()).map(grant -> windowHold(reservation, grant)))
                        .toList());
    }

    private static RequestHold.WindowHold windowHold(RateReservation reservation, RateReservation.RateGrant grant) {
        return new RequestHold.WindowHold(
                reservation.counter(),
                grant.era(),
                grant.slot(),
                grant.number(),
                reservation.tokensHeld(),
                reservation.holdsSlot() ? 1 : 0);
    }

    /** Settles each of them. Failures are logged: the client has its response already. */
    public void settle(String requestId, long tokensUsed) {
        each(requestId, reservation -> rateLimiter.settle(reservation, tokensUsed));
    }

    /** Counts tokens that were used after the settlement. Failures are logged. */
    void countLate(String requestId, long tokens) {
        each(requestId, reservation -> rateLimiter.countLate(reservation, tokens));
    }

    /** Releases all of it, if no provider was sent anything. Failures are logged: the client sees another one. */
    void cancel(String requestId) {
        each(requestId, rateLimiter::cancel);
    }

    private void each(String requestId, Consumer<RateReservation> ending) {
        for (RateReservation reservation : granted) {
            try {
                ending.accept(reservation);
            } catch (GatewayException failure) {
                LOG.errorf(
                        FailureText.bug(failure),
                        "request %s: its reservation of %s was not settled: %s",
                        requestId,
                        reservation.counter(),
                        FailureText.line(failure));
            }
        }
    }
}
