package dev.tollgate.call;

import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Target;

/** How a target gets its turn with what is asked: all that differs between one kind of request and another. */
interface Turns<R extends ModelRequest> {

    Turn at(Target target, Question<R> question, Lane lane);
}
