package dev.tollgate.outage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What becomes of the calls of DynamoDB. */
@FunctionalInterface
public interface Script {
    /** All of them are answered. */
    Script WELL = _ -> Fault.NONE;

    /** What becomes of this one. Asked once for each, in their order. */
    Fault of(Call call);

    /** This happens to the call of this number, from 1 on; also to one that the SDK repeats. */
    static Script at(int number, Fault fault) {
        AtomicInteger seen = new AtomicInteger();
        return _ -> seen.incrementAndGet() == number ? fault : Fault.NONE;
    }

    /** This happens to that call, and to all after it. */
    static Script from(int number, Fault fault) {
        AtomicInteger seen = new AtomicInteger();
        return _ -> seen.incrementAndGet() >= number ? fault : Fault.NONE;
    }

    /** This happens to all calls. */
    static Script always(Fault fault) {
        return _ -> fault;
    }

    /** This happens to each call, and no more when the SDK sends it again. */
    static Script once(Fault fault) {
        return call -> call.attempt() == 1 ? fault : Fault.NONE;
    }

    /** The same, for some calls only. */
    default Script where(Predicate<Call> wanted) {
        return call -> wanted.test(call) ? of(call) : Fault.NONE;
    }
}
