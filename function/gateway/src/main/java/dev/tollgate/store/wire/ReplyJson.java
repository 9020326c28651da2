package dev.tollgate.store.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.Buildable;

/** Reads DynamoDB's JSON into the SDK's records. */
final class ReplyJson {
    /** An item has at most 400 KB, and an attribute is one string in it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(1024 * 1024).build())
            .build();

    private final JsonParser json;

    private ReplyJson(JsonParser json) {
        this.json = json;
    }

    /**
     * Fills the builder of a record.
     *
     * @throws IOException if the bytes are no JSON, or not of this record
     */
    static <B extends SdkPojo> B read(byte[] bytes, B record) throws IOException {
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            ReplyJson reply = new ReplyJson(json);
            reply.fill(record);
            return record;
        }
    }

    /** The texts among the fields of an object, by name. */
    static Map<String, String> texts(byte[] bytes) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getText());
                }
                json.skipChildren();
            }
        }
        return texts;
    }

    private void fill(SdkPojo record) throws IOException {
        Map<String, SdkField<?>> fields = record.sdkFieldNameToField();
        require(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            SdkField<?> field = fields.get(json.currentName());
            JsonToken value = json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                field.set(record, value(field));
            }
        }
    }

    private Object value(SdkField<?> field) throws IOException {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.STRING)) {
            return json.getText();
        } else if (type.equals(MarshallingType.SDK_POJO)) {
            return record(field);
        } else if (type.equals(MarshallingType.MAP)) {
            return map(field.getTrait(MapTrait.class).valueFieldInfo());
        } else if (type.equals(MarshallingType.LIST)) {
            return list(field.getTrait(ListTrait.class).memberFieldInfo());
        } else if (type.equals(MarshallingType.INTEGER)) {
            return json.getIntValue();
        } else if (type.equals(MarshallingType.LONG)) {
            return json.getLongValue();
        } else if (type.equals(MarshallingType.DOUBLE)) {
            return json.getDoubleValue();
        } else if (type.equals(MarshallingType.BOOLEAN)) {
            return json.getBooleanValue();
        } else if (type.equals(MarshallingType.INSTANT)) {
            return Instant.ofEpochMilli(Math.round(json.getDoubleValue() * 1e3));
        } else if (type.equals(MarshallingType.SDK_BYTES)) {
            return bytes();
        }
        throw new IOException("the field " + field.memberName() + " has a type that no reply had before");
    }

    private Object record(SdkField<?> field) throws IOException {
        SdkPojo builder = field.constructor().get();
        if (builder instanceof AttributeValue.Builder attribute) {
            return attribute(attribute);
        }
        fill(builder);
        return ((Buildable) builder).build();
    }

    private Map<String, Object> map(SdkField<?> element) throws IOException {
        require(JsonToken.START_OBJECT);
        Map<String, Object> map = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            map.put(key, value(element));
        }
        return map;
    }

    private List<Object> list(SdkField<?> element) throws IOException {
        require(JsonToken.START_ARRAY);
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(element));
        }
        return list;
    }

    /** Most of a reply is attributes, so these take no way through the fields of the SDK's record. */
    private AttributeValue attribute(AttributeValue.Builder attribute) throws IOException {
        require(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String type = json.currentName();
            json.nextToken();
            switch (type) {
                case "S" -> attribute.s(json.getText());
                case "N" -> attribute.n(json.getText());
                case "BOOL" -> attribute.bool(json.getBooleanValue());
                case "NULL" -> attribute.nul(json.getBooleanValue());
                case "B" -> attribute.b(bytes());
                default -> {
                    SdkField<?> field = Objects.requireNonNull(
                            attribute.sdkFieldNameToField().get(type), "DynamoDB has no other types of attributes");
                    field.set(attribute, value(field));
                }
            }
        }
        return attribute.build();
    }

    private SdkBytes bytes() throws IOException {
        return SdkBytes.fromByteArrayUnsafe(json.getBinaryValue());
    }

    private void require(JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException("the reply has " + json.currentToken() + " instead of " + token);
        }
    }
}
