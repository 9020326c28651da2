package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** {@code docs/openapi-admin.yaml}. Its parts are named by JSON pointers. */
final class AdminApiDocument {
    private static final String NAME = "urn:tollgate:openapi-admin";
    private static final Pattern PARAMETER = Pattern.compile("\\{[a-z]+}");
    private static final JsonNode ROOT = read();

    /** The document as a whole is no schema; in those that it has, a keyword that nobody knows is a mistake. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keywords(ROOT.propertyStream()
                    .map(part -> new NonValidationKeyword(part.getKey()))
                    .toList())
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDialect(DIALECT, registry -> registry.schemas(Map.of(NAME, ROOT.toString())));

    private AdminApiDocument() {}

    /** The pointer of the operation for a request; empty if there is none. A path without parameters goes before one with. */
    static Optional<String> operation(String method, String path) {
        return ROOT.path("paths")
                .propertyStream()
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(documented -> documented.contains("{")))
                .filter(documented -> matches(documented, path))
                .findFirst()
                .map(documented -> "/paths/" + documented.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT))
                .filter(pointer -> !ROOT.at(pointer).isMissingNode());
    }

    private static boolean matches(String documented, String path) {
        return path.matches(PARAMETER.matcher(documented).replaceAll("[^/]+"));
    }

    /** The part of this name, or the one that it refers to. */
    static JsonNode at(String pointer) {
        return ROOT.at(resolved(pointer));
    }

    /** The name of the part that is meant by another, all references followed. */
    static String resolved(String pointer) {
        JsonNode reference = ROOT.at(pointer).path("$ref");
        return reference.isTextual() ? resolved(reference.textValue().substring(1)) : pointer;
    }

    /** What the schema of this name refuses about a document. */
    static List<String> errors(String pointer, JsonNode document) {
        return SCHEMAS.getSchema(SchemaLocation.of(NAME + "#" + pointer)).validate(document).stream()
                .map(Error::toString)
                .toList();
    }

    private static JsonNode read() {
        Path file = Path.of(System.getProperty("dev.tollgate.root"), "docs/openapi-admin.yaml");
        try {
            Object document = new Yaml().load(Files.readString(file));
            return new ObjectMapper().valueToTree(document);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
