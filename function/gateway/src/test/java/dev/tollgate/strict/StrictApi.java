package dev.tollgate.strict;

import java.util.List;

/**
 * One kind of API, as strict as the real one. Each rule names the page or the public report that it comes from, and refuses in
 * the provider's own words. Implementations keep no state: a signature can be checked because it is computed from what it signs.
 */
public interface StrictApi {

    /**
     * Checks a request.
     *
     * @throws ApiViolation where the real API refuses it
     */
    void check(ApiCall call);

    /** The reply in which this API says what the model says. */
    ApiReply reply(ApiCall call, ModelTurn turn);

    /** The reply of an API that is out of service for now. */
    ApiReply overloaded();

    /** The functions that the request offers. */
    List<OfferedFunction> functions(ApiCall call);

    /** How many results of functions follow the last words of the user. */
    int resultsSinceUser(ApiCall call);

    /** Whether the request turns thinking on. */
    boolean thinks(ApiCall call);
}
