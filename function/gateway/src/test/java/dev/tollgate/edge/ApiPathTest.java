package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of the methods of a path, compared with what the endpoints are written for. */
final class ApiPathTest {

    @Test
    void theMethodsOfEachEndpointAreKnown() {
        Map<String, String> endpoints = endpoints();
        assertThat(endpoints).hasSizeGreaterThan(5);
        endpoints.forEach((path, methods) ->
                assertThat(ApiPath.of(path).allowedMethods()).as(path).contains(methods));
    }

    @Test
    void onlyThePathsOfOpenAisClientsGetAVersion() {
        assertThat(ApiPath.of("/models/openai%2Fgpt-4.1:free"))
                .isEqualTo(new ApiPath("/v1/models/openai%2Fgpt-4.1:free", true));
        assertThat(ApiPath.of("/v1/models")).isEqualTo(new ApiPath("/v1/models", false));
        assertThat(ApiPath.of("/usage")).isEqualTo(new ApiPath("/usage", false));
        assertThat(ApiPath.of("/models/%zz"))
                .as("no URI can hold that path")
                .isEqualTo(new ApiPath("/models/%zz", false));
    }

    /** The paths of OpenAI's endpoints, and the methods that they have; other APIs have their own list. */
    private static Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        for (JavaClass type : new ClassFileImporter()
                .importPath(Path.of(
                        System.getProperty("dev.tollgate.root"),
                        "function/gateway/target/classes/dev/tollgate/edge"))) {
            for (JavaMethod method : type.getMethods()) {
                if (type.getPackageName().equals("dev.tollgate.edge")
                        && type.isAnnotatedWith(jakarta.ws.rs.Path.class)
                        && method.isMetaAnnotatedWith(HttpMethod.class)) {
                    endpoints.put(
                            path(type, method),
                            method.isAnnotatedWith(POST.class) ? "POST, OPTIONS" : "GET, HEAD, OPTIONS");
                }
            }
        }
        return endpoints;
    }

    private static String path(JavaClass type, JavaMethod method) {
        String below = method.tryGetAnnotationOfType(jakarta.ws.rs.Path.class)
                .map(jakarta.ws.rs.Path::value)
                .orElse("");
        return type.getAnnotationOfType(jakarta.ws.rs.Path.class).value() + below.replaceAll("\\{.*}", "some-id");
    }
}
