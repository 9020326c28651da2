package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyRateLimits;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.RateStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What a call was granted: by the limits of its key, and by those of each model that it asks for by name. */
public final class RateReservations {
    private static final Logger LOG = Logger.getLogger(RateReservations.class);

    private final RateLimiter rateLimiter;
    private final List<RateReservation> granted;

    public RateReservations(RateLimiter rateLimiter, List<RateReservation> granted) {
        this.rateLimiter = rateLimiter;
        this.granted = granted;
    }

    /**
     * Takes one request of each, all or nothing: what was taken before one refuses is given back.
     *
     * @throws GatewayException of a 429 kind, or {@code STORE_UNAVAILABLE} where the key does not allow to go on without
     */
    static RateReservations take(RateLimiter rateLimiter, CallOrder callOrder, Instant now) {
        List<RateReservation> granted = new ArrayList<>();
        RateReservations rateReservations = new RateReservations(rateLimiter, granted);
        List<RateLimitKey> rateLimitKeys =
                rateLimitKeys(callOrder.key(), callOrder.request()).toList();
        long tokens = rateLimitKeys.isEmpty() ? 0 : TokenEstimate.of(callOrder.request());
        for (RateLimitKey rateLimitKey : rateLimitKeys) {
            try {
                granted.add(rateLimiter.reserve(rateLimitKey, tokens, callOrder.deadline()));
            } catch (GatewayException failure) {
                if (failure.kind() == ErrorKind.STORE_UNAVAILABLE && callOrder.allowsStoreFailure()) {
                    granted.add(RateReservation.uncounted(rateLimitKey, now));
                } else {
                    rateReservations.cancel(callOrder.incomingCall().requestId());
                    throw failure;
                }
            }
        }
        return rateReservations;
    }

    /** Of models first: theirs are narrower, and what refuses first has nothing to give back. */
    private static Stream<RateLimitKey> rateLimitKeys(ApiKey key, ModelRequest request) {
        Map<String, KeyRateLimits> ofModels = key.limits().models();
        Stream<RateLimitKey> models = request.wanted().stream()
                .filter(ofModels::containsKey)
                .map(model -> RateLimitKey.ofModel(key.id(), model, rateLimits(ofModels.get(model))));
        return Stream.concat(models, Stream.of(RateLimitKey.ofKey(key.id(), rateLimits(key.limits()))))
                .filter(rateLimitKey -> !rateLimitKey.rateLimits().none());
    }

    private static RateLimits rateLimits(KeyRateLimits allowed) {
        return new RateLimits(
                allowed.requestsPerMinute(), allowed.tokensPerMinute(), allowed.concurrent(), allowed.counters());
    }

    List<RateReservation> granted() {
        return List.copyOf(granted);
    }

    /** Of all of them together. */
    RateStatus rateStatus() {
        return granted.stream().map(RateReservation::left).reduce(RateStatus.UNLIMITED, RateStatus::and);
    }

    /** Whether one of a limited number of slots is taken. */
    boolean holdSlot() {
        return granted.stream().anyMatch(RateReservation::holdsSlot);
    }

    /** What stands in the pending record, so that others can give it back. */
    RequestHold requestHold() {
        return new RequestHold(
                List.of(),
                0,
                granted.stream()
                        .filter(reservation -> reservation.grant() != null)
                        .map(RateReservations::window)
                        .toList());
    }

    private static RequestHold.WindowHold window(RateReservation reservation) {
        RateReservation.RateGrant grant = reservation.grant();
        return new RequestHold.WindowHold(
                reservation.counter(),
                grant.era(),
                grant.slot(),
                grant.number(),
                reservation.tokensHeld(),
                reservation.holdsSlot() ? 1 : 0);
    }

    /** Settles each of them. What fails is logged: the caller has its answer already. */
    void settle(String requestId, long tokensUsed) {
        each(requestId, reservation -> rateLimiter.settle(reservation, tokensUsed));
    }

    /** Gives all of it back, where nobody was asked. What fails is logged: the caller is told another failure. */
    void cancel(String requestId) {
        each(requestId, rateLimiter::cancel);
    }

    private void each(String requestId, Consumer<RateReservation> ending) {
        for (RateReservation reservation : granted) {
            try {
                ending.accept(reservation);
            } catch (GatewayException failure) {
                LOG.errorf(
                        failure, "request %s: its reservation of %s was not settled", requestId, reservation.counter());
            }
        }
    }
}
