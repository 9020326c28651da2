package dev.tollgate.store;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Something that is done in the store, and what must hold of it whatever has happened on the way. */
interface StoreOperation {

    /** Does it as the gateway does, with a client whose calls may fail. */
    void run(DynamoDbClient client, StepOutcomes tries);

    /** Whether the laws hold, as seen without faults; what would be repaired in time is repaired first. */
    void check(StepOutcomes tries);
}
