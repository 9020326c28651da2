package dev.tollgate.store.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes the SDK's request records as DynamoDB's JSON. */
final class RequestJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 2 * 1024;

    private final JsonGenerator json;

    private RequestJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(SdkPojo request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            new RequestJson(json).record(request);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void record(SdkPojo pojo) throws IOException {
        json.writeStartObject();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !isUnset(value)) {
                json.writeFieldName(field.locationName());
                value(value);
            }
        }
        json.writeEndObject();
    }

    /** The SDK's records have empty collections in place of those that nobody has set. */
    private static boolean isUnset(Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    private void value(Object value) throws IOException {
        switch (value) {
            case AttributeValue attribute -> attribute(attribute);
            case SdkPojo pojo -> record(pojo);
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Instant time -> json.writeNumber(time.toEpochMilli() / 1e3);
            case SdkBytes bytes -> json.writeBinary(bytes.asByteArrayUnsafe());
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void attribute(AttributeValue attribute) throws IOException {
        json.writeStartObject();
        switch (attribute.type()) {
            case S -> json.writeStringField("S", attribute.s());
            case N -> json.writeStringField("N", attribute.n());
            case BOOL -> json.writeBooleanField("BOOL", attribute.bool());
            case NUL -> json.writeBooleanField("NULL", attribute.nul());
            case B -> field("B", attribute.b());
            case M -> field("M", attribute.m());
            case L -> field("L", attribute.l());
            case SS -> field("SS", attribute.ss());
            case NS -> field("NS", attribute.ns());
            case BS -> field("BS", attribute.bs());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an attribute without one value");
        }
        json.writeEndObject();
    }

    private void field(String name, Object value) throws IOException {
        json.writeFieldName(name);
        value(value);
    }

    private void map(Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            field((String) entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private void list(Collection<?> list) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            value(element);
        }
        json.writeEndArray();
    }
}
