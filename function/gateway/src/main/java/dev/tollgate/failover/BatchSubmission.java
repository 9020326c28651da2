package dev.tollgate.failover;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.BatchState;

/** What came of the attempt to create a batch at a provider. */
public sealed interface BatchSubmission {

    /** The provider has it. */
    record Created(BatchState state) implements BatchSubmission {}

    /** The provider does not have it. */
    record Refused(GatewayException failure) implements BatchSubmission {}

    /** The provider may have got the request, and has not refused it: it may run the batch. */
    record Unknown(GatewayException failure) implements BatchSubmission {}
}
