package dev.tollgate.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Conditional writes in PartiQL, because DynamoDB's other batches know no conditions
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html). Names are quoted: some are reserved.
 */
final class WriteStatements {
    private WriteStatements() {}

    /** Writes an item that does not exist. DynamoDB takes no parameter for a whole item, only one per column. */
    static BatchStatementRequest insert(PutItemRequest put) {
        StringJoiner columns = new StringJoiner(", ", "INSERT INTO \"" + put.tableName() + "\" VALUE {", "}");
        List<AttributeValue> values = new ArrayList<>();
        put.item().forEach((name, value) -> {
            columns.add("'" + name + "': ?");
            values.add(value);
        });
        return statement(columns.toString(), values);
    }

    /** Puts an entry of the journal in the place of an older one. An UPDATE keeps what it does not name, so it names all columns. */
    static BatchStatementRequest replaceOlderEntry(PutItemRequest put) {
        Map<String, AttributeValue> item = put.item();
        StringBuilder update =
                new StringBuilder("UPDATE \"").append(put.tableName()).append('"');
        List<AttributeValue> values = new ArrayList<>();
        for (String name : JournalEntry.COLUMNS) {
            AttributeValue value = item.get(name);
            if (value == null) {
                update.append(" REMOVE \"").append(name).append('"');
            } else {
                update.append(" SET \"").append(name).append("\" = ?");
                values.add(value);
            }
        }
        update.append(" WHERE \"pk\" = ? AND \"sk\" = ? AND \"" + JournalEntry.NUMBER + "\" < ?");
        List.of("pk", "sk", JournalEntry.NUMBER).forEach(name -> values.add(ItemReader.required(item, name)));
        return statement(update.toString(), values);
    }

    private static BatchStatementRequest statement(String text, List<AttributeValue> values) {
        return BatchStatementRequest.builder()
                .statement(text)
                .parameters(values)
                .build();
    }
}
