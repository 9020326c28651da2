package dev.tollgate.call;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.route.Route;
import jakarta.enterprise.context.ApplicationScoped;

/** Has judges decide what the signs leave open. Not before the call is booked, so that a judge's cost is never without a record. */
@ApplicationScoped
public class Judges {
    private final Attempts attempts;

    Judges(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * Where the question goes. A judge that fails or is late does not matter: then it goes where the signs say.
     *
     * @throws dev.tollgate.openai.ChatFailure {@code CLIENT_GONE}
     */
    Route decide(Question<?> question, Recipient caller) {
        Route route = question.route();
        return question.request() instanceof ChatRequest asked
                ? route.trial()
                        .map(trial -> new Hearing(trial, asked, question, attempts).outcome(caller))
                        .orElse(route)
                : route;
    }
}
