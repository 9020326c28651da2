package dev.tollgate.outage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What becomes of the calls of DynamoDB. */
@FunctionalInterface
public interface FaultScript {
    /** All of them are answered. */
    FaultScript WELL = _ -> RequestFault.NONE;

    /** What becomes of this one. Asked once for each, in their order. */
    RequestFault of(TableRequest call);

    /** This happens to the call of this number, from 1 on; also to one that the SDK repeats. */
    static FaultScript at(int number, RequestFault fault) {
        AtomicInteger seen = new AtomicInteger();
        return _ -> seen.incrementAndGet() == number ? fault : RequestFault.NONE;
    }

    /** This happens to that call, and to all after it. */
    static FaultScript from(int number, RequestFault fault) {
        AtomicInteger seen = new AtomicInteger();
        return _ -> seen.incrementAndGet() >= number ? fault : RequestFault.NONE;
    }

    /** This happens to all calls. */
    static FaultScript always(RequestFault fault) {
        return _ -> fault;
    }

    /** This happens to each call, and no more when the SDK sends it again. */
    static FaultScript once(RequestFault fault) {
        return call -> call.attempt() == 1 ? fault : RequestFault.NONE;
    }

    /** The same, for some calls only. */
    default FaultScript where(Predicate<TableRequest> wanted) {
        return call -> wanted.test(call) ? of(call) : RequestFault.NONE;
    }
}
