package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;

/** One target's turn to answer a question. Fails by throwing, with nothing to undo. */
interface Turn {

    /** Asks, and passes on what comes. Returns when the caller has the whole answer. */
    void run();

    /** Books what was spent in vain; a target that was never asked, such as one without its secret, has spent nothing. */
    void book(ChatFailure failure);
}
