package dev.tollgate.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@code tollgate.schema.json} at the root of the repository, as an editor uses it. */
final class ManifestSchema {
    static final JsonNode DOCUMENT = read();

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft7())
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();
    private static final Schema SCHEMA = SchemaRegistry.withDialect(DIALECT).getSchema(DOCUMENT);

    private ManifestSchema() {}

    /** What an editor underlines in this file. */
    static List<SchemaError> errors(String yaml) {
        try {
            return SCHEMA.validate(EditorYaml.json(yaml)).stream()
                    .map(SchemaError::of)
                    .toList();
        } catch (ManifestException noYaml) {
            return List.of(new SchemaError("", noYaml.getMessage()));
        }
    }

    private static JsonNode read() {
        try {
            return JsonCodec.mapper()
                    .readTree(
                            Files.readString(Path.of(System.getProperty("dev.tollgate.root"), "tollgate.schema.json")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
