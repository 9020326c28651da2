package dev.tollgate.guardrail;

import dev.tollgate.call.ResponseSink.ResponseHead;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The head of a response of provider {@code a}. */
final class SampleHead {
    static final ResponseHead HEAD = new ResponseHead(
            "a",
            "m",
            List.of(),
            List.of(),
            OptionalInt.empty(),
            Optional.empty(),
            RateStatus.UNLIMITED,
            List.of(),
            Optional.empty(),
            false,
            Duration.ZERO);

    private SampleHead() {}
}
