package dev.tollgate.store;

import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * A conditional write of one item in the usage table.
 *
 * @param alone how it is written if no other goes with it
 * @param statement how it is written with others: where that succeeds, the other one would have done the same
 */
record GroupableWrite(PutItemRequest alone, Function<PutItemRequest, BatchStatementRequest> statement) {

    /** One request may not write an item twice. */
    Map<String, AttributeValue> key() {
        return Map.of("pk", ItemReader.required(alone.item(), "pk"), "sk", ItemReader.required(alone.item(), "sk"));
    }

    BatchStatementRequest inGroup() {
        return statement.apply(alone);
    }
}
