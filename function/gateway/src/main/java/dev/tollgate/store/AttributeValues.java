package dev.tollgate.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts plain values to DynamoDB attributes. */
final class AttributeValues {
    private AttributeValues() {}

    static Map<String, AttributeValue> of(Map<?, ?> values) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> attributes.put((String) name, of(value)));
        return attributes;
    }

    private static AttributeValue of(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case Boolean flag -> AttributeValue.fromBool(flag);
            case Long number -> AttributeValue.fromN(number.toString());
            case List<?> list ->
                AttributeValue.fromL(list.stream().map(AttributeValues::of).toList());
            case Map<?, ?> map -> AttributeValue.fromM(of(map));
            default -> throw new IllegalArgumentException("no attribute can hold a " + value.getClass());
        };
    }
}
