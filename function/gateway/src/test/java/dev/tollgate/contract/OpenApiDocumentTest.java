package dev.tollgate.contract;

import static dev.tollgate.contract.OpenApiDocument.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tollgate.openai.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.MethodInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/openapi.yaml} is a document of OpenAPI, with the endpoints and errors of the gateway. */
final class OpenApiDocumentTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String OF_SCHEMAS = "https://json-schema.org/draft/2020-12/schema";
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** The caller of one is gone, and the others answer requests that are not in the document. */
    private static final Set<ErrorKind> OF_NO_OPERATION = EnumSet.of(
            ErrorKind.CLIENT_GONE,
            ErrorKind.METHOD_NOT_ALLOWED,
            ErrorKind.REQUEST_TIMEOUT,
            ErrorKind.URI_TOO_LONG,
            ErrorKind.HEADERS_TOO_LARGE,
            ErrorKind.HTTP_VERSION_NOT_SUPPORTED);

    /** Errors in the words of another API than OpenAI's. */
    private static final Set<String> OF_OTHER_APIS = Set.of("/components/responses/MessagesError");

    @Test
    void itIsADocumentOfOpenApi() throws IOException {
        try (InputStream schema = OpenApiDocumentTest.class.getResourceAsStream("/openapi-3.1.schema.json")) {
            assertThat(SCHEMAS.getSchema(schema).validate(ROOT)).isEmpty();
        }
    }

    @Test
    void itsSchemasAreJsonSchemas() {
        assertThat(ROOT.at("/components/schemas").properties()).allSatisfy(schema -> assertThat(
                        SCHEMAS.getSchema(SchemaLocation.of(OF_SCHEMAS)).validate(schema.getValue()))
                .as(schema.getKey())
                .isEmpty());
    }

    @Test
    void itsReferencesLeadSomewhere() {
        assertThat(ROOT.findValuesAsText("$ref")).allSatisfy(reference -> assertThat(
                        ROOT.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void itsExamplesAreRight() {
        assertThat(OpenApiOperation.all())
                .filteredOn(operation -> operation.requestSchema().isPresent())
                .hasSizeGreaterThan(2)
                .allSatisfy(operation -> assertThat(OpenApiDocument.errors(
                                operation.requestSchema().orElseThrow(),
                                operation.example().orElseThrow()))
                        .as(operation.path())
                        .isEmpty());
    }

    @Test
    void itHasEveryEndpointOfTheGateway() throws IOException {
        try (InputStream file = ErrorKind.class.getResourceAsStream("/META-INF/jandex.idx")) {
            Index index = new IndexReader(file).read();
            assertThat(index.getAnnotations(PATH).stream()
                            .map(AnnotationInstance::target)
                            .filter(target -> target.kind() == AnnotationTarget.Kind.CLASS)
                            .flatMap(target -> target.asClass().methods().stream())
                            .flatMap(OpenApiDocumentTest::operations))
                    .containsExactlyInAnyOrderElementsOf(OpenApiOperation.all());
        }
    }

    private static Stream<OpenApiOperation> operations(MethodInfo method) {
        String path = path(method.declaringClass().declaredAnnotation(PATH)) + path(method.declaredAnnotation(PATH));
        return method.annotations().stream()
                .map(annotation -> annotation.name().withoutPackagePrefix())
                .filter(METHODS::contains)
                .map(name -> new OpenApiOperation(name, path.replaceAll("\\{(\\w+):[^}]*}", "{$1}")));
    }

    private static String path(AnnotationInstance path) {
        AnnotationValue value = path == null ? null : path.value();
        return value == null ? "" : value.asString();
    }

    @Test
    void itsErrorsAreTheGatewaysKinds() {
        assertThat(words("/components/schemas/Error/properties/error", "code"))
                .isEqualTo(of(ErrorKind::code, kind -> kind != ErrorKind.CLIENT_GONE));
        assertThat(words("/components/schemas/Error/properties/error", "type"))
                .isEqualTo(of(ErrorKind::type, kind -> kind != ErrorKind.CLIENT_GONE));
    }

    static Stream<Integer> statuses() {
        return Stream.of(ErrorKind.values())
                .filter(kind -> !OF_NO_OPERATION.contains(kind))
                .map(ErrorKind::status)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void eachStatusHasTheErrorsThatTheGatewayGivesIt(int status) {
        List<String> responses = OpenApiOperation.all().stream()
                .flatMap(operation -> operation.response(status).stream())
                .filter(response -> !OF_OTHER_APIS.contains(response))
                .distinct()
                .toList();
        assertThat(responses).hasSize(1).allSatisfy(response -> {
            String error = response + "/content/application~1json/schema/allOf/1/properties/error";
            assertThat(words(error, "code")).isEqualTo(of(ErrorKind::code, kind -> kind.status() == status));
            assertThat(words(error, "type")).isEqualTo(of(ErrorKind::type, kind -> kind.status() == status));
        });
    }

    private static Set<String> of(Function<ErrorKind, String> word, Predicate<ErrorKind> some) {
        return Stream.of(ErrorKind.values()).filter(some).map(word).collect(Collectors.toSet());
    }

    private static Set<String> words(String error, String field) {
        JsonNode schema = ROOT.at(error + "/properties/" + field);
        return Stream.concat(schema.path("enum").valueStream(), Stream.of(schema.path("const")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());
    }
}
