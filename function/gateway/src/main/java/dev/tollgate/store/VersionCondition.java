package dev.tollgate.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The condition under which a document of the config table may be written: nobody else has changed it meanwhile. */
record VersionCondition(String expression, Map<String, AttributeValue> values) {

    /** The table has the version before this one. */
    static VersionCondition isNext(StoredDocument document) {
        return document.version() == 1 ? isNew() : is(document.version() - 1);
    }

    /** The table has no such document. */
    static VersionCondition isNew() {
        return new VersionCondition("attribute_not_exists(pk)", Map.of());
    }

    /** The table has this version. */
    static VersionCondition isCurrent(StoredDocument document) {
        return is(document.version());
    }

    private static VersionCondition is(long version) {
        return new VersionCondition(
                "version = :expected", Map.of(":expected", AttributeValue.fromN(Long.toString(version))));
    }
}
