package dev.tollgate.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docs/openapi.yaml}. Its parts are named by JSON pointers, such as {@code /components/schemas/Error}. */
final class OpenApiDocument {
    static final JsonNode ROOT = read();

    private static final String NAME = "urn:tollgate:openapi";

    /** The document as a whole is no schema; in those that it has, a keyword that nobody knows is a mistake. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keywords(ROOT.propertyStream()
                    .map(part -> new NonValidationKeyword(part.getKey()))
                    .toList())
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDialect(DIALECT, registry -> registry.schemas(Map.of(NAME, ROOT.toString())));
    private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

    private OpenApiDocument() {}

    /** The part of this name; where that is a reference, the part that it refers to. */
    static JsonNode at(String pointer) {
        return ROOT.at(resolved(pointer));
    }

    /** What the schema of this name refuses about a document. */
    static List<String> errors(String pointer, JsonNode document) {
        return KNOWN
                .computeIfAbsent(pointer, key -> SCHEMAS.getSchema(SchemaLocation.of(NAME + "#" + key)))
                .validate(document)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The name of the part that is meant by another, all references followed. */
    static String resolved(String pointer) {
        JsonNode reference = ROOT.at(pointer).path("$ref");
        return reference.isTextual() ? resolved(reference.textValue().substring(1)) : pointer;
    }

    /** A step of a pointer. */
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode read() {
        Path file = Path.of(System.getProperty("dev.tollgate.root"), "docs/openapi.yaml");
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return JsonCodec.mapper().valueToTree(document);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
